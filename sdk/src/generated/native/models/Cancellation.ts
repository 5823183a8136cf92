/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * At the end of the period, the licenses end by themselves; `now` suspends them. An order without a period ends now.
 */
export type Cancellation = 'at_period_end' | 'now';
