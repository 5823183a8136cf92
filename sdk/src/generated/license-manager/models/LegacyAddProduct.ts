/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LegacyAddProduct = {
    /**
     * What programs and licenses call the product. Left out, one is made.
     */
    product_id?: string | null | undefined;
    product_details?: string | null | undefined;
    envato_item_id?: string | null | undefined;
    /**
     * An inactive product's licenses activate no more; those in use keep running.
     */
    is_product_active?: boolean | null | undefined;
    /**
     * Whether updates are downloaded by licensed programs only.
     */
    requires_license_for_downloading_updates?: boolean | null | undefined;
    /**
     * Whether an update leads to the newest version at once, or to the next one first.
     */
    serve_latest_updates?: boolean | null | undefined;
    product_name: string;
};

