/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * The reason why it does not count.
 */
export type LicensePaymentReason = 'past_due' | 'dispute' | 'refund' | 'cancellation' | 'quantity' | 'removal';
