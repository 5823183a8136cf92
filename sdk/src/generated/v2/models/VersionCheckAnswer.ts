/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type VersionCheckAnswer = {
    /**
     * Latest published version; null if none is published.
     */
    latest_version: string | null;
    download_url: string | null;
    release_notes: string | null;
    update_available: boolean;
    /**
     * Whether any version newer than the program's is mandatory.
     */
    is_mandatory: boolean;
};

