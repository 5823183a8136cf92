/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type VersionDto = {
    id: string;
    number: number;
    released_at: string;
    download_url: string | null;
    reference: string;
    version: string;
    summary: string;
    changelog: string;
    is_active: boolean;
    is_mandatory: boolean;
    created_at: string;
    updated_at: string;
};

