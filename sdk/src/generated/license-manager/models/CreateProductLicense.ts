/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateProductLicense = {
    /**
     * Upper and lower case are told apart. Left out: one in the format of the product's policy.
     */
    license_code?: string | null;
    /**
     * Our perpetual, subscription, trial or lifetime, or a name of your own.
     */
    type?: string | null;
    /**
     * Your own name for the customer, who is made where there is none yet.
     */
    customer_id?: string | null;
    /**
     * Of the customer of that name, from now on; without one, it says who the customer is. Kept in lower case.
     */
    email?: string | null;
    /**
     * Whoever names a client at activation must name this one.
     */
    client_name?: string | null;
    /**
     * Places on which it may run at the same time. Left out of a new license: unlimited.
     */
    parallel_uses?: number | null;
    /**
     * Places on which it may ever be activated.
     */
    uses?: number | null;
    /**
     * The last day of the license; null for never.
     */
    expires_at?: string | null;
    /**
     * The last day on which updates may be downloaded.
     */
    updates_until?: string | null;
    support_until?: string | null;
    domains?: Array<string> | null;
    ips?: Array<string> | null;
    /**
     * False refuses activations and verifications.
     */
    is_valid?: boolean;
    /**
     * Whether the code is a purchase code of Envato's.
     */
    is_envato?: boolean;
    comments?: string | null;
    product_reference_id: string;
};

