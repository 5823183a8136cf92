/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicensePolicyTerms = {
    /**
     * ID of the policy.
     */
    policy: string | null;
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
     * Maximum number of users; null is unlimited.
     */
    max_users: number | null;
    /**
     * Maximum number of concurrent license sessions; null is unlimited.
     */
    max_sessions: number | null;
    /**
     * Lifetime limit of distinct devices; null is unlimited.
     */
    uses_limit: number | null;
    /**
     * Codes of the features.
     */
    features: Array<string>;
};

