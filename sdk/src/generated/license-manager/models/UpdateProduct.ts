/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateProduct = {
    /**
     * The item's number at Envato.
     */
    envato_id?: string | null | undefined;
    description?: string | null | undefined;
    /**
     * Whether updates are downloaded by licensed programs only. Left out: they are.
     */
    license_update?: boolean | undefined;
    /**
     * Whether an update leads to the newest version at once, or to the next one first. Left out: to the newest.
     */
    serve_latest_updates?: boolean | undefined;
    /**
     * An inactive product's licenses activate no more; those in use keep running.
     */
    is_active?: boolean | undefined;
    name?: string | undefined;
    /**
     * What programs and licenses call the product. Unique.
     */
    reference_id?: string | undefined;
};

