/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateVersion = {
    /**
     * Left out for today, in UTC.
     */
    released_at?: string | undefined;
    /**
     * An inactive version is offered to nobody.
     */
    is_active?: boolean | undefined;
    /**
     * Whether programs should insist on it.
     */
    is_mandatory?: boolean | undefined;
    /**
     * What download addresses name. Unique within the product.
     */
    reference?: string | undefined;
    /**
     * Ordered by its number parts.
     */
    version?: string | undefined;
    summary?: string | undefined;
    changelog?: string | undefined;
    download_url?: string | null | undefined;
};

