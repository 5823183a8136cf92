/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Checksum } from './Checksum';
import type { Signature } from './Signature';
export type VersionData = {
    file_size?: number | undefined;
    checksum?: Checksum | undefined;
    signature?: Signature | undefined;
    released_at: string;
    /**
     * Former name of `released_at`.
     */
    release_date: string;
    version: string;
    summary: string;
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

