/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LegacyCreateLicense = {
    /**
     * License type, returned unchanged.
     */
    license_type?: string | null | undefined;
    invoice_number?: string | null | undefined;
    /**
     * Client name that an activation must match if it sends one.
     */
    client_name?: string | null | undefined;
    /**
     * Email of the customer, who is created if not found.
     */
    client_email?: string | null | undefined;
    comments?: string | null | undefined;
    /**
     * Allowed IP addresses, separated by commas or as a list.
     */
    licensed_ips?: string | null | undefined;
    /**
     * Allowed domains, separated by commas or as a list.
     */
    licensed_domains?: string | null | undefined;
    support_end_date?: string | null | undefined;
    updates_end_date?: string | null | undefined;
    /**
     * Last day of the license. Takes precedence over `expiry_days`.
     */
    expiry_date?: string | null | undefined;
    /**
     * Number of days after the first activation at which the license expires.
     */
    expiry_days?: number | null | undefined;
    /**
     * Maximum number of activations over the lifetime of the license.
     */
    license_uses?: number | null | undefined;
    /**
     * Maximum number of simultaneous activations.
     */
    license_parallel_uses?: number | null | undefined;
    product_id: string;
    /**
     * License code; generated in the format of the product's policy by default.
     */
    license_code?: string | null | undefined;
};

