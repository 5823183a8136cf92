/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { VersionFile } from './VersionFile';
export type Version = {
    /**
     * Number.
     */
    id: number;
    /**
     * Date of the release.
     */
    released_at: string;
    /**
     * Main file; null if none was uploaded.
     */
    main_file: VersionFile | null;
    /**
     * SQL file to run on the program's database; null if none was uploaded.
     */
    sql_file: VersionFile | null;
    /**
     * Date of the creation.
     */
    created_at: string;
    /**
     * Date of the last change.
     */
    updated_at: string;
    /**
     * ID of the version, unique in its product.
     */
    version_id: string;
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
     * Whether programs are offered the version.
     */
    is_active: boolean;
    /**
     * Whether programs must install the version.
     */
    is_mandatory: boolean;
    /**
     * Whether the version has an SQL file.
     */
    has_sql: boolean;
};

