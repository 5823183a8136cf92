/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Product = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Numeric ID used by the other APIs.
     */
    number: number;
    /**
     * ID of the product's item on Envato Market.
     */
    envato_item_id: string | null;
    /**
     * ID of the product's own policy.
     */
    policy: string;
    /**
     * ID of the policy of trial licenses; null offers no trials.
     */
    trial_policy: string | null;
    /**
     * Reference by which programs name the product, unique.
     */
    reference: string;
    /**
     * Display name of the product.
     */
    name: string;
    /**
     * Description of the product; empty by default.
     */
    description: string;
    /**
     * Whether licenses of the product can be used.
     */
    is_active: boolean;
    /**
     * Whether downloads of updates require a valid license.
     */
    updates_need_license: boolean;
    /**
     * Whether an update leads to the latest version at once, not through each version.
     */
    serve_latest_updates: boolean;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    /**
     * When it was last changed. ISO 8601.
     */
    updated_at: string;
};

