/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LegacyLicense = {
    license_type: string | null;
    client_name: string | null;
    client_email: string | null;
    invoice_number: string | null;
    license_comments: string | null;
    licensed_ips: string | null;
    licensed_domains: string | null;
    /**
     * Number of activations; null means unlimited. At least 0.
     */
    uses: number | null;
    /**
     * Number of activations; null means unlimited. At least 0.
     */
    uses_left: number | null;
    /**
     * Number of activations; null means unlimited. At least 0.
     */
    parallel_uses: number | null;
    /**
     * Number of activations; null means unlimited. At least 0.
     */
    parallel_uses_left: number | null;
    license_expiry: string | null;
    support_expiry: string | null;
    updates_expiry: string | null;
    date_modified: string;
    product_name: string;
    is_blocked: boolean;
    is_a_envato_purchase_code: boolean;
    /**
     * Whether a new domain or device could activate the license now.
     */
    is_valid_for_future_activations: boolean;
    status: boolean;
    message: string;
    product_id: string;
    license_code: string;
};

