/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * The licenses expire at the end of the paid period; with `now`, they are suspended immediately. The licenses of an order without a period are always suspended immediately.
 */
export type Cancellation = 'at_period_end' | 'now';
