/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicensePaymentType = 'payment' | 'renewal' | 'refund' | 'dispute' | 'dispute_won';
