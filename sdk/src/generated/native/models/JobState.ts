/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Progress of the job. A job that changed nothing because rows failed is `failed`.
 */
export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'stopped';
