/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ListLogsQuery = {
    /**
     * At least 1; 1 by default.
     */
    page?: number | undefined;
    /**
     * Number of items per page, 50 by default; values above 100 are reduced to 100. At least 1.
     */
    per_page?: number | undefined;
    /**
     * At most 255 characters.
     */
    license_key?: string | undefined;
    start_date?: string | undefined;
    /**
     * Last day, inclusive.
     */
    end_date?: string | undefined;
    /**
     * At most 255 characters.
     */
    ip_address?: string | undefined;
};

