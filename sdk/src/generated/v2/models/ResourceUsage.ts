/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ResourceTypeUsage } from './ResourceTypeUsage';
export type ResourceUsage = {
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
    /**
     * Counts of the 1,000 most frequent types, which add up to the totals: the empty name counts all further types.
     */
    by_type: Record<string, ResourceTypeUsage>;
};

