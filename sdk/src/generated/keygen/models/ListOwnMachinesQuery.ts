/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ListOwnMachinesQuery = {
    /**
     * Maximum number of items. 1 to 100; 10 by default.
     */
    limit?: number | undefined;
    /**
     * Number of the page; the first is 1. 1 to 100.
     */
    'page[number]'?: number | undefined;
    /**
     * Items of a page; by default `limit`. 1 to 100.
     */
    'page[size]'?: number | undefined;
    /**
     * Fingerprint of the machine. At most 512 characters.
     */
    fingerprint?: string | undefined;
    /**
     * Address from which the machine was activated. At most 255 characters.
     */
    ip?: string | undefined;
    /**
     * Host name of the machine. At most 255 characters.
     */
    hostname?: string | undefined;
    /**
     * `ALIVE` or `DEAD`, in any case. At most 255 characters.
     */
    status?: string | undefined;
    /**
     * UUID of the license. At most 255 characters.
     */
    license?: string | undefined;
    /**
     * Key of the license. At most 255 characters.
     */
    key?: string | undefined;
    /**
     * UUID of the product. At most 255 characters.
     */
    product?: string | undefined;
    /**
     * UUID of the policy. At most 255 characters.
     */
    policy?: string | undefined;
    /**
     * Owner of the machine, which has none here. At most 255 characters.
     */
    owner?: string | undefined;
    /**
     * User of the machine, which has none here. At most 255 characters.
     */
    user?: string | undefined;
    /**
     * Group of the machine, which has none here. At most 255 characters.
     */
    group?: string | undefined;
    /**
     * Only rows whose `metadata` has these fields with these values: texts, or numbers and booleans that are written like this.
     */
    metadata?: Record<string, string> | undefined;
};

