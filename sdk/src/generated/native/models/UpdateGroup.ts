/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateGroup = {
    name?: string | undefined;
    /**
     * Maximum number of licenses; null, the default, is unlimited.
     */
    max_licenses?: number | null | undefined;
    /**
     * Maximum number of seats of all licenses together; null, the default, is unlimited.
     */
    max_activations?: number | null | undefined;
    /**
     * Maximum number of different users of all licenses together; null, the default, is unlimited.
     */
    max_users?: number | null | undefined;
};

