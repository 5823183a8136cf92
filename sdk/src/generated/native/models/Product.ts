/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Product = {
    id: string;
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
    reference: string;
    name: string;
    description: string;
    is_active: boolean;
    updates_need_license: boolean;
    serve_latest_updates: boolean;
    /**
     * ISO 8601.
     */
    created_at: string;
    /**
     * ISO 8601.
     */
    updated_at: string;
};

