/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicensePolicyTerms } from './LicensePolicyTerms';
export type LicensePolicyChange = {
    license: string;
    /**
     * Seats in use, as the new policy counts them.
     */
    seats_used: number;
    /**
     * Seats above the new limit, which stay active.
     */
    seats_over: number;
    key: string;
    before: LicensePolicyTerms;
    after: LicensePolicyTerms;
};

