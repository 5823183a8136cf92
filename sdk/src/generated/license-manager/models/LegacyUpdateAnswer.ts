/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LegacyUpdateAnswer = {
    /**
     * Version number, such as `1.2.0`.
     */
    version: string | null;
    /**
     * Date of the release.
     */
    release_date: string | null;
    /**
     * Summary of the version.
     */
    summary: string | null;
    /**
     * Changes of the version.
     */
    changelog: string | null;
    /**
     * Version ID of the update.
     */
    update_id: string | null;
    /**
     * Whether the version has an SQL file.
     */
    has_sql: boolean | null;
    /**
     * Whether the call succeeded.
     */
    status: boolean;
    /**
     * Result in words, for a person.
     */
    message: string;
};

