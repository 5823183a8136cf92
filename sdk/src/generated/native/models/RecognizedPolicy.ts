/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ImportRowOutcome } from './ImportRowOutcome';
export type RecognizedPolicy = {
    /**
     * Names it in the request that confirms the import.
     */
    number: number;
    /**
     * Number of licenses that get it.
     */
    licenses: number;
    /**
     * Largest number of devices; null for any.
     */
    max_activations: number | null;
    /**
     * Activations that are left; null for any.
     */
    uses_limit: number | null;
    /**
     * Days from the first activation.
     */
    duration_days: number | null;
    /**
     * ID of the policy that is used; null makes one.
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

