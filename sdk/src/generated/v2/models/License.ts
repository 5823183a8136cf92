/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type License = {
    /**
     * Number.
     */
    id: number;
    /**
     * Name of the customer; empty if none.
     */
    customer_name: string | null;
    /**
     * First day of the license in UTC.
     */
    valid_from: string;
    /**
     * Last day of the license in UTC; null if it never expires.
     */
    valid_until: string | null;
    /**
     * Maximum number of devices; null is unlimited.
     */
    max_activations: number | null;
    /**
     * Maximum number of users; null is unlimited.
     */
    max_users: number | null;
    /**
     * License key.
     */
    key: string;
    /**
     * Commercial type of the license.
     */
    type: string;
    /**
     * Whether the license is active.
     */
    is_active: boolean;
};

