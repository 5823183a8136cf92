/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * `none`: the meter never resets.
 */
export type MeterPeriod = 'none' | 'hour' | 'day' | 'week' | 'month' | 'year';
