/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ImportRowOutcome } from './ImportRowOutcome';
export type RecognizedPolicy = {
    /**
     * Number of the policy, by which the request that confirms the import names it.
     */
    number: number;
    /**
     * Number of licenses that get it.
     */
    licenses: number;
    /**
     * Maximum number of devices; null is unlimited.
     */
    max_activations: number | null;
    /**
     * Number of activations that are left; null is unlimited.
     */
    uses_limit: number | null;
    /**
     * Days from the first activation.
     */
    duration_days: number | null;
    /**
     * ID of the existing policy that is used; null if a policy is created.
     * @format uuid
     */
    policy: string | null;
    /**
     * Result for the row.
     */
    outcome: ImportRowOutcome;
    /**
     * Name of the policy.
     */
    name: string;
};

