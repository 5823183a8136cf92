/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type GetUnusedLicensesQuery = {
    /**
     * UUIDs or references of products; by default, all that the caller can see.
     */
    product?: (string | Array<string>) | undefined;
    /**
     * Maximum number of items, 1 to 100; 20 by default.
     */
    limit?: number | undefined;
    /**
     * Days since the license was issued, at least; 30 by default. 0 to 3,650.
     */
    days?: number | undefined;
};

