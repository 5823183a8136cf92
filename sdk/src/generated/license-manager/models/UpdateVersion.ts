/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateVersion = {
    summary?: string | null;
    changelog?: string | null;
    /**
     * Left out for today, in UTC.
     */
    released_at?: string;
    /**
     * An inactive version is offered to nobody. Left out: it is active.
     */
    is_active?: boolean;
    /**
     * Whether programs should insist on it. Left out: they should not.
     */
    is_mandatory?: boolean;
    /**
     * In a form: the program itself, of at most 2 GiB.
     */
    main_file?: Blob | null;
    /**
     * In a form: what is to be run on the program's database, of at most 2 GiB.
     */
    sql_file?: Blob | null;
    /**
     * What downloads name. Unique within the product; left out for "v" and the version.
     */
    version_id?: string;
    /**
     * Ordered by its number parts.
     */
    version?: string;
};

