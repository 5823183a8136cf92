/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Start of the term: at issue with `fixed` and `creation`; otherwise with the first activation, the first successful
 * check or activation (`first_validation`), the first successful download of a version, or the first use that is counted
 * (`first_use`).
 */
export type ExpiryBasis = 'fixed' | 'creation' | 'first_activation' | 'first_validation' | 'first_download' | 'first_use';
