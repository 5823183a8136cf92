/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LegacyProduct = {
    envato_item_id: string | null;
    /**
     * Latest published version; null if none is published.
     */
    latest_version: string | null;
    latest_version_release_date: string | null;
    product_id: string;
    product_name: string;
    product_details: string;
    is_product_active: boolean;
    requires_license_for_downloading_updates: boolean;
};

