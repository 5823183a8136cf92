/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LegacyLatestVersionAnswer = {
    release_date?: string | undefined;
    /**
     * Omitted, like all following fields, if `status` is false.
     */
    product_name?: string | undefined;
    latest_version?: string | undefined;
    summary?: string | undefined;
    status: boolean;
    message: string;
};

