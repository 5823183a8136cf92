/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LegacyCreateLicense = {
    /**
     * Read back as it was sent.
     */
    license_type?: string | null | undefined;
    invoice_number?: string | null | undefined;
    /**
     * Whoever names a client at activation must name this one.
     */
    client_name?: string | null | undefined;
    /**
     * Says who the customer is, who is made where there is none yet.
     */
    client_email?: string | null | undefined;
    comments?: string | null | undefined;
    /**
     * Separated by commas; a list is read as well.
     */
    licensed_ips?: string | null | undefined;
    /**
     * Separated by commas; a list is read as well.
     */
    licensed_domains?: string | null | undefined;
    support_end_date?: string | null | undefined;
    updates_end_date?: string | null | undefined;
    /**
     * The last day of the license. Goes before `expiry_days`.
     */
    expiry_date?: string | null | undefined;
    /**
     * Days from the first activation after which the license ends.
     */
    expiry_days?: number | null | undefined;
    /**
     * Places on which it may ever be activated.
     */
    license_uses?: number | null | undefined;
    /**
     * Places on which it may run at the same time.
     */
    license_parallel_uses?: number | null | undefined;
    /**
     * Left out: one in the format of the product's policy.
     */
    license_code?: string | null | undefined;
    product_id: string;
};

