/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LatestVersion = {
    release_date: string;
    download_url: string | null;
    version: string;
    release_notes: string;
    is_mandatory: boolean;
};

