/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateProductDto = {
    /**
     * An inactive product's licenses activate no more; those in use keep running.
     */
    is_active?: boolean;
    /**
     * Whether updates are downloaded by licensed programs only.
     */
    updates_need_license?: boolean;
    /**
     * Whether an update leads to the newest version at once, or to the next one first.
     */
    serve_latest_updates?: boolean;
    /**
     * What programs and licenses call the product. Unique.
     */
    reference?: string;
    name?: string;
    description?: string;
    /**
     * The item of Envato's market that sells the product.
     */
    envato_item_id?: string | null;
};

