/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateVersion = {
    summary?: string | null | undefined;
    changelog?: string | null | undefined;
    /**
     * Left out for today, in UTC.
     */
    released_at?: string | undefined;
    /**
     * An inactive version is offered to nobody. Left out: it is active.
     */
    is_active?: boolean | undefined;
    /**
     * Whether programs should insist on it. Left out: they should not.
     */
    is_mandatory?: boolean | undefined;
    /**
     * In a form: the program itself, of at most 2 GiB.
     */
    main_file?: Blob | null | undefined;
    /**
     * In a form: what is to be run on the program's database, of at most 2 GiB.
     */
    sql_file?: Blob | null | undefined;
    /**
     * What downloads name; unique within the product. Left out: unique on the server, "v" and the version where that is free.
     */
    version_id?: string | undefined;
    /**
     * Ordered by its number parts.
     */
    version?: string | undefined;
};

