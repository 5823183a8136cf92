/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Start of the term: at issue with `fixed` and `creation`; otherwise with the first activation, the first successful
 * check or activation (`first_validation`) or the first successful download of a version.
 */
export type ExpiryBasis = 'fixed' | 'creation' | 'first_activation' | 'first_validation' | 'first_download';
