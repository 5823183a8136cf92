/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CustomerStats = {
    /**
     * Number of the customer's licenses.
     */
    total_licenses: number;
    /**
     * Licenses with status `active`.
     */
    active_licenses: number;
    /**
     * Active devices of all licenses.
     */
    total_activations: number;
    /**
     * Sum of `max_users`; an unlimited license counts 0.
     */
    total_users: number;
};

