/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicensePolicyTerms } from './LicensePolicyTerms';
import type { PendingChange } from './PendingChange';
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
     * Changes that take effect at a later date, the next first; left out if there are none.
     */
    scheduled_changes?: Array<PendingChange> | undefined;
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

