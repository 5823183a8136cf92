/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type DecrementUsesCountQuery = {
    /**
     * License key. At most 255 characters.
     */
    license_key?: string | null | undefined;
    /**
     * The product: its ID at Gumroad, its reference or its UUID. At most 255 characters.
     */
    product_id?: string | null | undefined;
    /**
     * Permalink of the product, or its reference, in any case; used without `product_id`. At most 255 characters.
     */
    product_permalink?: string | null | undefined;
    /**
     * An internal API key or an admin's access token, unless the `Authorization` header has it. At most 255 characters.
     */
    access_token?: string | null | undefined;
};

