/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LegacyLatestVersionAnswer = {
    release_date?: string;
    /**
     * Left out, as all that follows, where `status` is false.
     */
    product_name?: string;
    latest_version?: string;
    summary?: string;
    status: boolean;
    message: string;
};

