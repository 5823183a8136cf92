/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Checksum } from './Checksum';
import type { Signature } from './Signature';
export type UpdateAnswer = {
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
    released_at?: string | undefined;
    /**
     * Former name of `released_at`.
     */
    release_date?: string | undefined;
    /**
     * Summary of the version.
     */
    summary?: string | undefined;
    /**
     * Changes of the version.
     */
    changelog?: string | undefined;
    /**
     * Id of the version in download paths.
     */
    update_id?: string | undefined;
    /**
     * Whether the version has an SQL file.
     */
    has_sql?: boolean | undefined;
    /**
     * Version number, such as `1.2.0`.
     */
    version: string | null;
    /**
     * Whether a newer version is published.
     */
    update_available: boolean;
    /**
     * Whether the call succeeded.
     */
    status: boolean;
    /**
     * Whether the license is active.
     */
    is_active: boolean;
    /**
     * Result in words, for a person.
     */
    message: string;
};

