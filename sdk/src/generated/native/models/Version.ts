/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { VersionFile } from './VersionFile';
export type Version = {
    id: string;
    number: number;
    released_at: string;
    download_url: string | null;
    /**
     * Program file; null if none was uploaded.
     */
    main_file: VersionFile | null;
    /**
     * SQL script for the program's database; null if there is none.
     */
    sql_file: VersionFile | null;
    reference: string;
    version: string;
    summary: string;
    changelog: string;
    is_active: boolean;
    is_mandatory: boolean;
    /**
     * ISO 8601.
     */
    created_at: string;
    /**
     * ISO 8601.
     */
    updated_at: string;
};

