/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateKeyPool = {
    /**
     * Name of the key pool, unique. At most 255 characters.
     */
    name?: string | undefined;
    /**
     * UUID or name of the policy of its licenses; null, the default, is the product's own. At most 255 characters.
     */
    policy?: string | null | undefined;
    /**
     * Number of keys left at which `key_pool.low` is recorded; null, the default, records none. 0 to 1,000,000.
     */
    warning_threshold?: number | null | undefined;
};

