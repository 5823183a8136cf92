/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseStatus } from './LicenseStatus';
export type ProductLicense = {
    /**
     * Number of the license.
     */
    id: number;
    /**
     * ID of the customer in your system; null if none.
     */
    customer_id: string | null;
    /**
     * E-mail address of the client; null if none.
     */
    email: string | null;
    /**
     * Name of the client; null if none.
     */
    client_name: string | null;
    /**
     * Number of activations; null means unlimited. At least 0.
     */
    parallel_uses: number | null;
    /**
     * Number of activations; null means unlimited. At least 0.
     */
    parallel_uses_left: number | null;
    /**
     * Number of activations; null means unlimited. At least 0.
     */
    uses: number | null;
    /**
     * Number of activations; null means unlimited. At least 0.
     */
    uses_left: number | null;
    /**
     * Number of active activations.
     */
    activations_count: number;
    /**
     * Last day of the license; null if it never expires.
     */
    expires_at: string | null;
    /**
     * Last day of updates; null if they never end.
     */
    updates_until: string | null;
    /**
     * Last day of support; null if it never ends.
     */
    support_until: string | null;
    /**
     * Current status of the license.
     */
    status: LicenseStatus;
    /**
     * Date of the creation.
     */
    created_at: string;
    /**
     * Date of the last change.
     */
    updated_at: string;
    /**
     * Reference of the product.
     */
    product_reference_id: string;
    /**
     * License code.
     */
    license_code: string;
    /**
     * Type of the license, as it was set; null if none.
     */
    type: string;
    /**
     * Domains on which the license may be used; empty for any.
     */
    domains: Array<string>;
    /**
     * IP addresses from which the license may be used; empty for any.
     */
    ips: Array<string>;
    /**
     * Whether the license may be activated and verified.
     */
    is_valid: boolean;
    /**
     * Whether the license is blocked.
     */
    is_blocked: boolean;
    /**
     * Whether the code is an Envato purchase code, as it was set; it is not verified.
     */
    is_envato: boolean;
    /**
     * Internal note; empty by default.
     */
    comments: string;
};

