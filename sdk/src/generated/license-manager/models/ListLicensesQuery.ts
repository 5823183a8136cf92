/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseStatus } from './LicenseStatus';
export type ListLicensesQuery = {
    /**
     * Page number, starting at 1; 1 by default.
     */
    page?: number | undefined;
    /**
     * Number of items per page, 20 by default; values above 100 are reduced to 100. At least 1.
     */
    per_page?: number | undefined;
    /**
     * Case-insensitive part of the license code or of the customer's email. At most 255 characters.
     */
    search?: string | undefined;
    /**
     * At most 255 characters.
     */
    product_reference_id?: string | undefined;
    /**
     * At most 255 characters.
     */
    customer_id?: string | undefined;
    /**
     * Current status of the license.
     */
    status?: LicenseStatus | undefined;
    is_valid?: boolean | undefined;
    is_blocked?: boolean | undefined;
};

