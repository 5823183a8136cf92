/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type GetRelayUseQuery = {
    /**
     * First day, in UTC; 90 days before the last one by default.
     */
    from?: string | undefined;
    /**
     * Last day, in UTC; today by default.
     */
    to?: string | undefined;
};

