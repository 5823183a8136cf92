/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LegacyProduct = {
    /**
     * ID of the item at Envato; null if none.
     */
    envato_item_id: string | null;
    /**
     * Latest published version; null if none is published.
     */
    latest_version: string | null;
    /**
     * Date of the latest version; null if there is none.
     */
    latest_version_release_date: string | null;
    /**
     * Reference of the product.
     */
    product_id: string;
    /**
     * Display name of the product.
     */
    product_name: string;
    /**
     * Description of the product.
     */
    product_details: string;
    /**
     * Whether licenses of the product can be used.
     */
    is_product_active: boolean;
    /**
     * Whether downloads of updates require a valid license.
     */
    requires_license_for_downloading_updates: boolean;
};

