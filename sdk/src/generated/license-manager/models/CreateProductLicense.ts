/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateProductLicense = {
    /**
     * Upper and lower case are told apart. Left out: one in the format of the product's policy.
     */
    license_code?: string | null | undefined;
    /**
     * Our perpetual, subscription, trial or lifetime, or a name of your own.
     */
    type?: string | null | undefined;
    /**
     * Your own name for the customer, who is made where there is none yet.
     */
    customer_id?: string | null | undefined;
    /**
     * Of the customer of that name, from now on; without one, it says who the customer is. Kept in lower case.
     */
    email?: string | null | undefined;
    /**
     * Whoever names a client at activation must name this one.
     */
    client_name?: string | null | undefined;
    /**
     * Places on which it may run at the same time. Left out of a new license: unlimited.
     */
    parallel_uses?: number | null | undefined;
    /**
     * Places on which it may ever be activated.
     */
    uses?: number | null | undefined;
    /**
     * The last day of the license; null for never.
     */
    expires_at?: string | null | undefined;
    /**
     * The last day on which updates may be downloaded.
     */
    updates_until?: string | null | undefined;
    support_until?: string | null | undefined;
    domains?: Array<string> | null | undefined;
    ips?: Array<string> | null | undefined;
    /**
     * False refuses activations and verifications.
     */
    is_valid?: boolean | undefined;
    /**
     * Whether the code is a purchase code of Envato's.
     */
    is_envato?: boolean | undefined;
    comments?: string | null | undefined;
    product_reference_id: string;
};

