/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LegacyFoundProduct = {
    envato_item_id?: string | null | undefined;
    /**
     * Latest published version; null if none is published.
     */
    latest_version?: string | null | undefined;
    latest_version_release_date?: string | null | undefined;
    product_id?: string | undefined;
    product_name?: string | undefined;
    product_details?: string | undefined;
    is_product_active?: boolean | undefined;
    requires_license_for_downloading_updates?: boolean | undefined;
    status: boolean;
    message: string;
};

