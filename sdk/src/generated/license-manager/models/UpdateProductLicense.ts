/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateProductLicense = {
    product_reference_id?: string | undefined;
    /**
     * License code, case-sensitive; generated in the format of the product's policy by default.
     */
    license_code?: string | null | undefined;
    /**
     * License type: perpetual, subscription, trial, lifetime, or a custom name.
     */
    type?: string | null | undefined;
    /**
     * Your id for the customer, who is created if not found.
     */
    customer_id?: string | null | undefined;
    /**
     * New email of the customer with this `customer_id`; without one, it identifies the customer. Stored in lower case.
     */
    email?: string | null | undefined;
    /**
     * Client name that an activation must match if it sends one.
     */
    client_name?: string | null | undefined;
    /**
     * Maximum number of simultaneous activations; unlimited by default.
     */
    parallel_uses?: number | null | undefined;
    /**
     * Maximum number of activations over the lifetime of the license.
     */
    uses?: number | null | undefined;
    /**
     * Last day of the license; null means that it never expires.
     */
    expires_at?: string | null | undefined;
    /**
     * Last day on which updates may be downloaded.
     */
    updates_until?: string | null | undefined;
    support_until?: string | null | undefined;
    domains?: Array<string> | null | undefined;
    ips?: Array<string> | null | undefined;
    /**
     * Whether the license is enabled; a disabled license refuses activations and verifications.
     */
    is_valid?: boolean | undefined;
    /**
     * Whether the license code is an Envato purchase code.
     */
    is_envato?: boolean | undefined;
    comments?: string | null | undefined;
};

