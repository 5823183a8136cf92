/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LatestVersion = {
    /**
     * Date of the release, UTC.
     */
    release_date: string;
    /**
     * URL of the download; null if none.
     */
    download_url: string | null;
    /**
     * Latest version.
     */
    version: string;
    /**
     * Changes of the version.
     */
    release_notes: string;
    /**
     * Whether programs must install the version.
     */
    is_mandatory: boolean;
};

