/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Product = {
    /**
     * Number.
     */
    id: number;
    /**
     * ID of the item at Envato; null if none.
     */
    envato_id: string | null;
    /**
     * Date of the creation.
     */
    created_at: string;
    /**
     * Date of the last change.
     */
    updated_at: string;
    /**
     * Reference of the product, unique.
     */
    reference_id: string;
    /**
     * Display name of the product.
     */
    name: string;
    /**
     * Description of the product; null if none.
     */
    description: string;
    /**
     * Whether downloads of updates require a valid license.
     */
    license_update: boolean;
    /**
     * Whether an update leads to the latest version at once.
     */
    serve_latest_updates: boolean;
    /**
     * Whether licenses of the product can be used.
     */
    is_active: boolean;
};

