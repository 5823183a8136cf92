/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type PolicyChangeRecord = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Policy id.
     */
    policy_id: string;
    /**
     * Limits that follow the policy; the license keeps the others. All by default. `duration_days` of a term that has begun
     * follows only with `restart`.
     */
    limits: Array<string>;
    /**
     * `keep` keeps a term that has begun, with its expiration date; `restart` begins the policy's term now, or with the first
     * activation, check or download that the policy names. `keep` by default.
     */
    expiry: string;
    /**
     * Filters of the list of licenses; `{}` selects all. Either this or `ids`.
     */
    filter: Record<string, unknown>;
    /**
     * Product.
     */
    product: string | null;
    /**
     * Products.
     */
    products: Array<string> | null;
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
     * When it was created. ISO 8601.
     */
    created_at: string;
    /**
     * Continued at. ISO 8601.
     */
    continued_at: string | null;
    /**
     * When the last license was changed; null while the change is in progress. ISO 8601.
     */
    finished_at: string | null;
    /**
     * Why the change failed; null if it did not.
     */
    failure: string | null;
    change?: EventChange | undefined;
};

