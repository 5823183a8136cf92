/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type VersionCheckAnswer = {
    /**
     * Latest published version; null if none is published.
     */
    latest_version: string | null;
    /**
     * URL of the download; null if none.
     */
    download_url: string | null;
    /**
     * Changes of the version.
     */
    release_notes: string | null;
    /**
     * Whether a newer version is published.
     */
    update_available: boolean;
    /**
     * Whether any version newer than the program's is mandatory.
     */
    is_mandatory: boolean;
};

