/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Checksum } from './Checksum';
import type { Signature } from './Signature';
export type UpdateAnswer = {
    file_size?: number | undefined;
    checksum?: Checksum | undefined;
    signature?: Signature | undefined;
    released_at?: string | undefined;
    /**
     * Former name of `released_at`.
     */
    release_date?: string | undefined;
    summary?: string | undefined;
    changelog?: string | undefined;
    /**
     * Id of the version in download paths.
     */
    update_id?: string | undefined;
    /**
     * Whether the version has an SQL file.
     */
    has_sql?: boolean | undefined;
    version: string | null;
    update_available: boolean;
    status: boolean;
    is_active: boolean;
    message: string;
};

