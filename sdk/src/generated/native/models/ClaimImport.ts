/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ClaimImportResult } from './ClaimImportResult';
export type ClaimImport = {
    /**
     * In the order of the claims that were sent.
     */
    items: Array<ClaimImportResult>;
};

