/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateProduct = {
    /**
     * An inactive product's licenses activate no more; those in use keep running.
     */
    is_active?: boolean | undefined;
    /**
     * Whether updates are downloaded by licensed programs only.
     */
    updates_need_license?: boolean | undefined;
    /**
     * Whether an update leads to the newest version at once, or to the next one first.
     */
    serve_latest_updates?: boolean | undefined;
    /**
     * What programs and licenses call the product. Unique.
     */
    reference: string;
    name: string;
    description?: string | undefined;
    /**
     * The item of Envato's market that sells the product.
     */
    envato_item_id?: string | null | undefined;
};

