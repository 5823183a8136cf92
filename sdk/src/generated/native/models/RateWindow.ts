/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Begins with the first call that takes; a month has 30 days.
 */
export type RateWindow = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month';
