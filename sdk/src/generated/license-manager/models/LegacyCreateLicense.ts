/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LegacyCreateLicense = {
    /**
     * License type, returned unchanged. At most 255 characters.
     */
    license_type?: string | null | undefined;
    /**
     * At most 255 characters.
     */
    invoice_number?: string | null | undefined;
    /**
     * Client name that an activation must match if it sends one. At most 255 characters.
     */
    client_name?: string | null | undefined;
    /**
     * Email of the customer, who is created if not found. At most 255 characters.
     */
    client_email?: string | null | undefined;
    /**
     * At most 2,000 characters.
     */
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
     * Number of days after the first activation at which the license expires. 1 to 365,000.
     */
    expiry_days?: number | null | undefined;
    /**
     * Maximum number of activations over the lifetime of the license. 1 to 2,147,483,647.
     */
    license_uses?: number | null | undefined;
    /**
     * Maximum number of simultaneous activations. 1 to 2,147,483,647.
     */
    license_parallel_uses?: number | null | undefined;
    /**
     * At most 255 characters.
     */
    product_id: string;
    /**
     * License code; generated in the format of the product's policy by default. At most 255 characters.
     */
    license_code?: string | null | undefined;
};

