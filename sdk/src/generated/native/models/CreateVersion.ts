/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateVersion = {
    /**
     * Version identifier used in download URLs. Unique within the product. At most 255 characters.
     */
    reference: string;
    /**
     * Version number. Versions are ordered by their numeric parts. At most 255 characters.
     */
    version: string;
    /**
     * At most 2,000 characters.
     */
    summary?: string | undefined;
    /**
     * At most 65,535 characters.
     */
    changelog?: string | undefined;
    /**
     * Release date; defaults to today in UTC.
     */
    released_at?: string | undefined;
    /**
     * Whether the version is offered to programs. True by default.
     */
    is_active?: boolean | undefined;
    /**
     * Whether programs must install this version. False by default.
     */
    is_mandatory?: boolean | undefined;
    /**
     * At most 2,000 characters.
     */
    download_url?: string | null | undefined;
};

