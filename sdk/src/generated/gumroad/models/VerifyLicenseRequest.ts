/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type VerifyLicenseRequest = {
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
     * Former name of `product_permalink`, before which it is used. At most 255 characters.
     */
    id?: string | null | undefined;
    /**
     * Former name of `product_permalink`, before which it is used. At most 255 characters.
     */
    link_id?: string | null | undefined;
    /**
     * Whether the verification counts as a use. True by default.
     */
    increment_uses_count?: boolean | undefined;
};

