/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type GetStatisticsDaysQuery = {
    /**
     * UUIDs or references of products; by default, all that the caller can see.
     */
    product?: (string | Array<string>) | undefined;
    /**
     * First day of the answers that are counted; by default, 29 days before `to`. At most 90 days.
     */
    from?: string | undefined;
    /**
     * Last day; today by default.
     */
    to?: string | undefined;
};

