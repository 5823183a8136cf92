/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateGroup = {
    /**
     * At most 255 characters.
     */
    name: string;
    /**
     * Maximum number of licenses; null, the default, is unlimited. 1 to 2,147,483,647.
     */
    max_licenses?: number | null | undefined;
    /**
     * Maximum number of seats of all licenses together; null, the default, is unlimited. 1 to 2,147,483,647.
     */
    max_activations?: number | null | undefined;
    /**
     * Maximum number of different users of all licenses together; null, the default, is unlimited. 1 to 2,147,483,647.
     */
    max_users?: number | null | undefined;
};

