/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type GetLicensesWithoutSeatsQuery = {
    /**
     * UUIDs or references of products; by default, all that the caller can see.
     */
    product?: (string | Array<string>) | undefined;
    /**
     * Maximum number of items, 1 to 100; 20 by default.
     */
    limit?: number | undefined;
};

