/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type KeyPoolRecord = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Name of the key pool, unique.
     */
    name: string;
    /**
     * Reference of the product.
     */
    product: string | null;
    /**
     * Policy id.
     */
    policy_id: string | null;
    /**
     * Number of remaining keys at which an event is sent; null for never.
     */
    warning_threshold: number | null;
    /**
     * Keys left.
     */
    keys_left: number;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    change?: EventChange | undefined;
};

