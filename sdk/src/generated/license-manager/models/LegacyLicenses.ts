/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LegacyFoundLicense } from './LegacyFoundLicense';
export type LegacyLicenses = {
    results_count: number;
    results: Array<LegacyFoundLicense>;
    status: boolean;
    message: string;
};

