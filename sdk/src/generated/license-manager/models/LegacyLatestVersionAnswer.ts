/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LegacyLatestVersionAnswer = {
    /**
     * Date of the release.
     */
    release_date?: string | undefined;
    /**
     * Omitted, like all following fields, if `status` is false.
     */
    product_name?: string | undefined;
    /**
     * Latest version.
     */
    latest_version?: string | undefined;
    /**
     * Summary of the version.
     */
    summary?: string | undefined;
    /**
     * Whether the call succeeded.
     */
    status: boolean;
    /**
     * Result in words, for a person.
     */
    message: string;
};

