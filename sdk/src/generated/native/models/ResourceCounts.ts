/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ResourceCounts = {
    /**
     * Number of all resources.
     */
    total: number;
    /**
     * Number of resources that licenses have.
     */
    allocated: number;
    /**
     * Number of resources that can be allocated.
     */
    available: number;
};

