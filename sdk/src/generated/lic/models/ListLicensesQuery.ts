/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ListLicensesQuery = {
    /**
     * At least 1; 1 by default.
     */
    page?: number | undefined;
    /**
     * Number of items per page, 20 by default; values above 100 are reduced to 100. At least 1.
     */
    per_page?: number | undefined;
    /**
     * Status of the licenses. 0: unused, 1: used, 2: disabled.
     */
    status?: number | undefined;
    /**
     * Part of the license key, the device note or the batch note. At most 255 characters.
     */
    search?: string | undefined;
};

