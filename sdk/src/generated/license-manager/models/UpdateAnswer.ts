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
     * The same by its older name.
     */
    release_date?: string | undefined;
    summary?: string | undefined;
    changelog?: string | undefined;
    /**
     * What downloads name the version by.
     */
    update_id?: string | undefined;
    /**
     * Whether there is a file of SQL beside the main one.
     */
    has_sql?: boolean | undefined;
    version: string | null;
    update_available: boolean;
    status: boolean;
    is_active: boolean;
    message: string;
};

