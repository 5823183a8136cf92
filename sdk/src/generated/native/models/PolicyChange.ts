/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { PolicyChangeStatus } from './PolicyChangeStatus';
export type PolicyChange = {
    /**
     * UUID.
     */
    id: string;
    /**
     * ID of the new policy.
     */
    policy: string;
    /**
     * Progress of the change.
     */
    status: PolicyChangeStatus;
    /**
     * Licenses that matched at the start: exact up to 100,000, an estimate above.
     */
    total: number;
    /**
     * Licenses that were visited so far.
     */
    done: number;
    /**
     * Licenses that were changed; the others had the same policy and limits already.
     */
    changed: number;
    /**
     * Why the change failed; null if it did not.
     */
    failure: string | null;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    /**
     * When the last license was changed; null while the change is in progress. ISO 8601.
     */
    finished_at: string | null;
};

