/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type DownloadLeftOutRowsQuery = {
    /**
     * Only rows of this kind.
     */
    kind?: 'product' | 'version' | 'entitlement' | 'policy' | 'customer' | 'license' | 'activation' | 'api_key' | 'blocked' | 'other' | undefined;
    /**
     * Only rows that were left out for this reason.
     */
    reason?: string | undefined;
};

