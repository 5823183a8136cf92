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
     * The program itself; null where none was uploaded.
     */
    main_file: VersionFile | null;
    /**
     * What is to be run on the program's database; null where nothing is.
     */
    sql_file: VersionFile | null;
    reference: string;
    version: string;
    summary: string;
    changelog: string;
    is_active: boolean;
    is_mandatory: boolean;
    created_at: string;
    updated_at: string;
};

