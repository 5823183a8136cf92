/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseStatus } from './LicenseStatus';
export type BulkValues = {
    /**
     * Derived status.
     */
    status: LicenseStatus;
    /**
     * Expiration date; null if the license never expires. ISO 8601.
     */
    expires_at: string | null;
    /**
     * Term in days; null for none.
     */
    duration_days: number | null;
    /**
     * Calendar months of the term; null if it is counted in days.
     */
    duration_months: number | null;
    /**
     * Maximum number of seats; null is unlimited.
     */
    max_activations: number | null;
    /**
     * Name of the customer; null for none.
     */
    customer: string | null;
    /**
     * Version of the policy.
     */
    policy_version: number;
    /**
     * Name of the policy.
     */
    policy: string;
};

