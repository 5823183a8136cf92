/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseStatus } from './LicenseStatus';
export type ProductLicense = {
    id: number;
    customer_id: string | null;
    email: string | null;
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
    expires_at: string | null;
    updates_until: string | null;
    support_until: string | null;
    /**
     * Current status of the license.
     */
    status: LicenseStatus;
    created_at: string;
    updated_at: string;
    product_reference_id: string;
    license_code: string;
    type: string;
    domains: Array<string>;
    ips: Array<string>;
    is_valid: boolean;
    is_blocked: boolean;
    is_envato: boolean;
    comments: string;
};

