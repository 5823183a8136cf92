/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UsedSince = {
    kind: 'product' | 'version' | 'policy' | 'customer' | 'license' | 'activation' | 'api_key' | 'blocked';
    count: number;
    reason: string;
    /**
     * Up to five of them.
     */
    samples: Array<string>;
};

