/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type MergeCustomers = {
    /**
     * IDs of the duplicates, 1 to 100.
     */
    customer_ids: Array<string>;
};

