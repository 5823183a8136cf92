/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type VersionCheckAnswer = {
    /**
     * Null where no version is published.
     */
    latest_version: string | null;
    download_url: string | null;
    release_notes: string | null;
    update_available: boolean;
    /**
     * Whether any version after the program's own is mandatory.
     */
    is_mandatory: boolean;
};

