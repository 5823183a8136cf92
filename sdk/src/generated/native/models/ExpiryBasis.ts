/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * From when the term counts; `fixed` is from the issue, too, where only days are known.
 */
export type ExpiryBasis = 'fixed' | 'creation' | 'first_activation';
