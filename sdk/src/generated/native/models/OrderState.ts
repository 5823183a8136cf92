/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * The most serious state that applies.
 */
export type OrderState = 'paid' | 'partly_refunded' | 'refunded' | 'disputed' | 'cancelled' | 'past_due';
