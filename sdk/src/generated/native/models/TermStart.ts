/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Event that starts the term. Only present while it has not started: `valid_until` is still null.
 */
export type TermStart = 'first_activation' | 'first_validation' | 'first_download' | 'first_use';
