/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LoadedProgramModule = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Oldest version of the program that can run the module, such as `3.2.0`; null for any.
     */
    minimum_version: string | null;
    /**
     * Bytes of the code in UTF-8.
     */
    size: number;
    /**
     * Name at which programs load it.
     */
    name: string;
    /**
     * Version of the module.
     */
    version: string;
    /**
     * SHA-256 of the code in UTF-8, in lower-case hex.
     */
    sha256: string;
    /**
     * When it was first uploaded. ISO 8601.
     */
    created_at: string;
    /**
     * When it was last uploaded. ISO 8601.
     */
    updated_at: string;
    /**
     * Code of the module.
     */
    code: string;
};

