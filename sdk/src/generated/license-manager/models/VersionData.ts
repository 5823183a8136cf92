/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Checksum } from './Checksum';
import type { Signature } from './Signature';
export type VersionData = {
    /**
     * Size of the main file in bytes; null if there is none.
     */
    file_size?: number | undefined;
    /**
     * Checksum of the main file; null if there is none.
     */
    checksum?: Checksum | undefined;
    /**
     * Signature of the manifest; null if there is none.
     */
    signature?: Signature | undefined;
    /**
     * Date of the release.
     */
    released_at: string;
    /**
     * Former name of `released_at`.
     */
    release_date: string;
    /**
     * Version number, such as `1.2.0`.
     */
    version: string;
    /**
     * Summary of the version.
     */
    summary: string;
    /**
     * Changes of the version.
     */
    changelog: string;
    /**
     * Id of the version in download paths.
     */
    update_id: string;
    /**
     * Whether the version has an SQL file.
     */
    has_sql: boolean;
};

