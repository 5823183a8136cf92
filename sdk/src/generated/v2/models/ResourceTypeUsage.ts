/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ResourceTypeUsage = {
    /**
     * Number of all.
     */
    total: number;
    /**
     * Number that licenses have.
     */
    allocated: number;
    /**
     * Number that can be allocated.
     */
    available: number;
};

