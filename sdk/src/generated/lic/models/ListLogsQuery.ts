/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ListLogsQuery = {
    /**
     * Number of the page; 1 by default.
     */
    page?: number | undefined;
    /**
     * Number of items per page, 50 by default; values above 100 are reduced to 100. At least 1.
     */
    per_page?: number | undefined;
    /**
     * Only entries whose license key contains this text. At most 255 characters.
     */
    license_key?: string | undefined;
    /**
     * First day of the entries, in the form `YYYY-MM-DD`.
     */
    start_date?: string | undefined;
    /**
     * Last day, inclusive.
     */
    end_date?: string | undefined;
    /**
     * Only entries whose IP address contains this text. At most 255 characters.
     */
    ip_address?: string | undefined;
};

