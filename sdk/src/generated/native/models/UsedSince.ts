/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UsedSince = {
    /**
     * Kind of the rows.
     */
    kind: 'product' | 'version' | 'entitlement' | 'policy' | 'customer' | 'license' | 'activation' | 'api_key' | 'blocked' | 'other';
    /**
     * Number of rows.
     */
    count: number;
    /**
     * Result for these rows.
     */
    reason: string;
    /**
     * Up to five of them.
     */
    samples: Array<string>;
};

