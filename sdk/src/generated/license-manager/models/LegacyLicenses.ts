/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LegacyFoundLicense } from './LegacyFoundLicense';
export type LegacyLicenses = {
    /**
     * Number of licenses found.
     */
    results_count: number;
    /**
     * Licenses that were found.
     */
    results: Array<LegacyFoundLicense>;
    /**
     * Whether the call succeeded.
     */
    status: boolean;
    /**
     * Result in words, for a person.
     */
    message: string;
};

