/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Kind of the entry.
 */
export type LicensePaymentType = 'payment' | 'renewal' | 'refund' | 'dispute' | 'dispute_won';
