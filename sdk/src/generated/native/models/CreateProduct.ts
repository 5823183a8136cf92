/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateProduct = {
    /**
     * Product identifier used by programs and licenses. Unique. At most 255 characters.
     */
    reference: string;
    /**
     * At most 255 characters.
     */
    name: string;
    /**
     * At most 2,000 characters.
     */
    description?: string | undefined;
    /**
     * ID of the product's item on Envato Market. At most 255 characters.
     */
    envato_item_id?: string | null | undefined;
    /**
     * Whether the product is active. Licenses of an inactive product cannot be activated; active devices keep working. True by default.
     */
    is_active?: boolean | undefined;
    /**
     * Whether downloading updates requires a license. True by default.
     */
    updates_need_license?: boolean | undefined;
    /**
     * Whether updates lead directly to the latest version instead of the next one. True by default.
     */
    serve_latest_updates?: boolean | undefined;
    /**
     * ID of the policy of trial licenses that programs request for this product; null offers no trials.
     */
    trial_policy?: string | null | undefined;
};

