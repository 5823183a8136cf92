/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateVersionDto = {
    /**
     * Left out for today, in UTC.
     */
    released_at?: string;
    /**
     * An inactive version is offered to nobody.
     */
    is_active?: boolean;
    /**
     * Whether programs should insist on it.
     */
    is_mandatory?: boolean;
    /**
     * What download addresses name. Unique within the product.
     */
    reference: string;
    /**
     * Ordered by its number parts.
     */
    version: string;
    summary?: string;
    changelog?: string;
    download_url?: string | null;
};

