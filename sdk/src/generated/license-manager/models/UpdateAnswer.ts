/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Checksum } from './Checksum';
import type { Signature } from './Signature';
export type UpdateAnswer = {
    file_size?: number;
    checksum?: Checksum;
    signature?: Signature;
    released_at?: string;
    /**
     * The same by its older name.
     */
    release_date?: string;
    summary?: string;
    changelog?: string;
    /**
     * What downloads name the version by.
     */
    update_id?: string;
    /**
     * Whether there is a file of SQL beside the main one.
     */
    has_sql?: boolean;
    version: string | null;
    update_available: boolean;
    status: boolean;
    is_active: boolean;
    message: string;
};

