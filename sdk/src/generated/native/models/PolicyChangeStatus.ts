/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Progress of the change.
 */
export type PolicyChangeStatus = 'queued' | 'running' | 'finished' | 'failed';
