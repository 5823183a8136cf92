/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * `owned`: the customer had it before. `license_stopped`: blocked and revoked licenses stay.
 */
export type ClaimImportOutcome = 'moved' | 'owned' | 'license_unknown' | 'purchase_wrong' | 'license_stopped';
