/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UploadModule = {
    /**
     * Version of the module; apps receive it with the code. At most 64 characters.
     */
    version: string;
    /**
     * Oldest version of the program that can run the module, such as `3.2.0`; null for any. At most 64 characters.
     */
    minimum_version?: string | null | undefined;
    /**
     * Code of the module, at most 512 KiB in UTF-8. At most 524,288 characters.
     */
    code: string;
};

