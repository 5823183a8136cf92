/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Group = {
    id: string;
    /**
     * Maximum number of licenses; null is unlimited.
     */
    max_licenses: number | null;
    /**
     * Maximum number of seats of all licenses together; null is unlimited.
     */
    max_activations: number | null;
    /**
     * Maximum number of different users of all licenses together; null is unlimited.
     */
    max_users: number | null;
    name: string;
    created_at: string;
    updated_at: string;
};

