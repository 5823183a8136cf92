/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateVersion = {
    /**
     * Id of the version in downloads, unique within the product. Default: "v" and the version, or another id unique on the server. At most 255 characters.
     */
    version_id?: string | undefined;
    /**
     * Version number; versions are ordered by its numeric parts. At most 254 characters.
     */
    version: string;
    /**
     * At most 2,000 characters.
     */
    summary?: string | null | undefined;
    /**
     * At most 65,535 characters.
     */
    changelog?: string | null | undefined;
    /**
     * Release date; today in UTC by default.
     */
    released_at?: string | undefined;
    /**
     * Whether the version is offered to programs; true by default.
     */
    is_active?: boolean | undefined;
    /**
     * Whether the update is mandatory; false by default.
     */
    is_mandatory?: boolean | undefined;
    /**
     * Main file, at most 2 GiB, sent in a form; null for none.
     */
    main_file?: Blob | null | undefined;
    /**
     * SQL file to run on the program's database, at most 2 GiB, sent in a form; null for none.
     */
    sql_file?: Blob | null | undefined;
};

