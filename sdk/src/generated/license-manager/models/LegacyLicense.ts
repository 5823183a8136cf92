/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LegacyLicense = {
    /**
     * Type of the license, as it was set; null if none.
     */
    license_type: string | null;
    /**
     * Name of the client; null if none.
     */
    client_name: string | null;
    /**
     * E-mail address of the client; null if none.
     */
    client_email: string | null;
    /**
     * Number of the invoice; null if none.
     */
    invoice_number: string | null;
    /**
     * Internal note.
     */
    license_comments: string | null;
    /**
     * IP addresses from which the license may be used, separated by commas.
     */
    licensed_ips: string | null;
    /**
     * Domains on which the license may be used, separated by commas.
     */
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
    /**
     * Last day of the license; null if it never expires.
     */
    license_expiry: string | null;
    /**
     * Last day of support; null if it never ends.
     */
    support_expiry: string | null;
    /**
     * Last day of updates; null if they never end.
     */
    updates_expiry: string | null;
    /**
     * When the license was last changed.
     */
    date_modified: string;
    /**
     * Display name of the product.
     */
    product_name: string;
    /**
     * Whether the license is blocked.
     */
    is_blocked: boolean;
    /**
     * Whether the code is an Envato purchase code, as it was set; it is not verified.
     */
    is_a_envato_purchase_code: boolean;
    /**
     * Whether a new domain or device could activate the license now.
     */
    is_valid_for_future_activations: boolean;
    /**
     * Whether the call succeeded.
     */
    status: boolean;
    /**
     * Result in words, for a person.
     */
    message: string;
    /**
     * Reference of the product.
     */
    product_id: string;
    /**
     * License code.
     */
    license_code: string;
};

