/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Group = {
    id: string;
    /**
     * Maximum number of licenses; null is unlimited. At least 1.
     */
    max_licenses: number | null;
    /**
     * Maximum number of seats of all licenses together; null is unlimited. At least 1.
     */
    max_activations: number | null;
    /**
     * Maximum number of different users of all licenses together; null is unlimited. At least 1.
     */
    max_users: number | null;
    name: string;
    /**
     * ISO 8601.
     */
    created_at: string;
    /**
     * ISO 8601.
     */
    updated_at: string;
};

