/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Progress of the trial.
 */
export type TrialStatus = 'pending_verification' | 'granted';
