/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Named beside the key: the address of the license's customer, or the number of its purchase; `vendor` for neither.
 */
export type ClaimProof = 'email' | 'order' | 'vendor';
