/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicensePolicyTerms } from './LicensePolicyTerms';
export type LicensePolicyChange = {
    /**
     * UUID of the license.
     */
    license: string;
    /**
     * Seats in use, as the new policy counts them.
     */
    seats_used: number;
    /**
     * Seats above the new limit, which stay active.
     */
    seats_over: number;
    /**
     * License key.
     */
    key: string;
    /**
     * Terms with the present policy.
     */
    before: LicensePolicyTerms;
    /**
     * Terms with the new policy.
     */
    after: LicensePolicyTerms;
};

