/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LegacyFoundProduct = {
    /**
     * ID of the item at Envato; null if none.
     */
    envato_item_id?: string | null | undefined;
    /**
     * Latest published version; null if none is published.
     */
    latest_version?: string | null | undefined;
    /**
     * Date of the latest version; null if there is none.
     */
    latest_version_release_date?: string | null | undefined;
    /**
     * Reference of the product.
     */
    product_id?: string | undefined;
    /**
     * Display name of the product.
     */
    product_name?: string | undefined;
    /**
     * Description of the product.
     */
    product_details?: string | undefined;
    /**
     * Whether licenses of the product can be used.
     */
    is_product_active?: boolean | undefined;
    /**
     * Whether downloads of updates require a valid license.
     */
    requires_license_for_downloading_updates?: boolean | undefined;
    /**
     * Whether the call succeeded.
     */
    status: boolean;
    /**
     * Result in words, for a person.
     */
    message: string;
};

