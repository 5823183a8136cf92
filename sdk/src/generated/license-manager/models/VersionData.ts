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
     * The same by its older name.
     */
    release_date: string;
    version: string;
    summary: string;
    changelog: string;
    /**
     * What downloads name the version by.
     */
    update_id: string;
    /**
     * Whether there is a file of SQL beside the main one.
     */
    has_sql: boolean;
};

