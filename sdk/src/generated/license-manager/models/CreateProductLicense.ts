/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateProductLicense = {
    /**
     * At most 255 characters.
     */
    product_reference_id: string;
    /**
     * License code, case-sensitive; generated in the format of the product's policy by default. At most 255 characters.
     */
    license_code?: string | null | undefined;
    /**
     * License type: perpetual, subscription, trial, lifetime, or a custom name. At most 255 characters.
     */
    type?: string | null | undefined;
    /**
     * Your id for the customer, who is created if not found. At most 255 characters.
     */
    customer_id?: string | null | undefined;
    /**
     * New email of the customer with this `customer_id`; without one, it identifies the customer. Stored in lower case. At most 255 characters.
     */
    email?: string | null | undefined;
    /**
     * Client name that an activation must match if it sends one. At most 255 characters.
     */
    client_name?: string | null | undefined;
    /**
     * Maximum number of simultaneous activations; unlimited by default. 1 to 2,147,483,647.
     */
    parallel_uses?: number | null | undefined;
    /**
     * Maximum number of activations over the lifetime of the license. 1 to 2,147,483,647.
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
    /**
     * At most 100 items.
     */
    domains?: Array<string> | null | undefined;
    /**
     * At most 100 items.
     */
    ips?: Array<string> | null | undefined;
    /**
     * Whether the license is enabled; a disabled license refuses activations and verifications.
     */
    is_valid?: boolean | undefined;
    /**
     * Whether the license code is an Envato purchase code.
     */
    is_envato?: boolean | undefined;
    /**
     * At most 2,000 characters.
     */
    comments?: string | null | undefined;
};

