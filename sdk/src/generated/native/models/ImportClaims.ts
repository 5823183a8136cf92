/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ImportedClaim } from './ImportedClaim';
export type ImportClaims = {
    /**
     * Licenses, each with the customer who gets it. 1 to 200 items.
     */
    claims: Array<ImportedClaim>;
};

