/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateKeyPool = {
    /**
     * At most 255 characters.
     */
    name: string;
    /**
     * UUID of the policy of its licenses; null, the default, is the product's own.
     */
    policy?: string | null | undefined;
    /**
     * Number of keys left at which `key_pool.low` is recorded; null, the default, records none. 0 to 1,000,000.
     */
    low_water?: number | null | undefined;
    /**
     * Reference of the product. At most 255 characters.
     */
    product: string;
};

