/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateVersion = {
    /**
     * Version identifier used in download URLs. Unique within the product.
     */
    reference: string;
    /**
     * Version number. Versions are ordered by their numeric parts.
     */
    version: string;
    summary?: string | undefined;
    changelog?: string | undefined;
    /**
     * Release date; defaults to today in UTC.
     */
    released_at?: string | undefined;
    /**
     * Whether the version is offered to programs.
     */
    is_active?: boolean | undefined;
    /**
     * Whether programs must install this version.
     */
    is_mandatory?: boolean | undefined;
    download_url?: string | null | undefined;
};

