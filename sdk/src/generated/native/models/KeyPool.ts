/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type KeyPool = {
    id: string;
    /**
     * UUID of the policy of its licenses; null is the product’s own.
     */
    policy: string | null;
    low_water: number | null;
    /**
     * Number of keys left.
     */
    left: number;
    name: string;
    /**
     * Reference of the product.
     */
    product: string;
    /**
     * ISO 8601.
     */
    created_at: string;
    /**
     * ISO 8601.
     */
    updated_at: string;
};

