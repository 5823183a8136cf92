/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { VersionFile } from './VersionFile';
export type Version = {
    id: number;
    released_at: string;
    /**
     * Main file; null if none was uploaded.
     */
    main_file: VersionFile | null;
    /**
     * SQL file to run on the program's database; null if none was uploaded.
     */
    sql_file: VersionFile | null;
    created_at: string;
    updated_at: string;
    version_id: string;
    version: string;
    summary: string;
    changelog: string;
    is_active: boolean;
    is_mandatory: boolean;
    has_sql: boolean;
};

