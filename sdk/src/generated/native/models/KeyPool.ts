/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type KeyPool = {
    /**
     * UUID.
     */
    id: string;
    /**
     * UUID of the policy of its licenses; null is the product’s own.
     */
    policy: string | null;
    /**
     * Number of remaining keys at which an event is sent; null for never.
     */
    warning_threshold: number | null;
    /**
     * Number of keys left.
     */
    left: number;
    /**
     * Name of the key pool, unique.
     */
    name: string;
    /**
     * Reference of the product.
     */
    product: string;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    /**
     * When it was last changed. ISO 8601.
     */
    updated_at: string;
};

