/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ListEntitlementsQuery = {
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
};

