/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreationRequest = {
    /**
     * Internal API key; may be sent in `X-API-Key` instead. At most 255 characters.
     */
    secret_key?: string | undefined;
    /**
     * License key; generated in the format of the policy of the product by default. At most 255 characters.
     */
    license_key?: string | undefined;
    /**
     * Reference, number or name of the product; that of the API key by default. At most 255 characters.
     */
    product_ref?: string | undefined;
    /**
     * E-mail of the customer, who is created if not found. Without one, the license has no customer. At most 255 characters.
     */
    email?: string | undefined;
    /**
     * First name of a new customer. At most 255 characters.
     */
    first_name?: string | undefined;
    /**
     * Last name of a new customer. At most 255 characters.
     */
    last_name?: string | undefined;
    /**
     * Company of a new customer. At most 255 characters.
     */
    company_name?: string | undefined;
    /**
     * Maximum number of domains; that of the policy by default. At most 255 characters.
     */
    max_allowed_domains?: string | undefined;
    /**
     * Last day of the license, `YYYY-MM-DD` with any sign between its parts; by default, the policy decides. At most 255 characters.
     */
    date_expiry?: string | undefined;
    /**
     * `blocked` creates a blocked license; `pending`, which is the default, and `active` one that can be used. At most 255 characters.
     */
    lic_status?: string | undefined;
    /**
     * Number of the sale in the shop, which a check returns. At most 255 characters.
     */
    txn_id?: string | undefined;
    /**
     * Number of the subscription in the shop, which a check returns. At most 255 characters.
     */
    subscr_id?: string | undefined;
    /**
     * Number of the user in the shop, which is stored. At most 255 characters.
     */
    user_ref?: string | undefined;
};

