/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ResourceCounts } from './ResourceCounts';
export type ResourceStats = {
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
    /**
     * Counts by type of the 1,000 most frequent types, which add up to the totals: the empty name counts all further types.
     */
    by_type: Record<string, ResourceCounts>;
};

