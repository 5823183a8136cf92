/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Checksum } from './Checksum';
import type { Signature } from './Signature';
export type UpdateAnswer = {
    version: string | null;
    released_at?: string;
    /**
     * The same by its older name.
     */
    release_date?: string;
    file_size?: number;
    checksum?: Checksum;
    signature?: Signature;
    update_available: boolean;
    summary?: string;
    changelog?: string;
    /**
     * What downloads name the version by.
     */
    update_id?: string;
    has_sql?: boolean;
    status: boolean;
    is_active: boolean;
    message: string;
};

