/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Start of the term. With `fixed` and a duration in days, the term starts at issue.
 */
export type ExpiryBasis = 'fixed' | 'creation' | 'first_activation';
