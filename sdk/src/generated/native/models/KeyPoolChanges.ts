/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type KeyPoolChanges = {
    /**
     * UUID.
     */
    id?: string | undefined;
    /**
     * Name of the key pool, unique.
     */
    name?: string | undefined;
    /**
     * Reference of the product.
     */
    product: string | null;
    /**
     * Policy id.
     */
    policy_id?: string | null | undefined;
    /**
     * Number of remaining keys at which an event is sent; null for never.
     */
    warning_threshold?: number | null | undefined;
    /**
     * Keys left.
     */
    keys_left?: number | undefined;
    /**
     * When it was created. ISO 8601.
     */
    created_at?: string | undefined;
    change?: EventChange | undefined;
};

