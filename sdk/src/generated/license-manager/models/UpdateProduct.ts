/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateProduct = {
    /**
     * At most 255 characters.
     */
    name?: string | undefined;
    /**
     * Unique reference of the product, used by programs and licenses. At most 255 characters.
     */
    reference_id?: string | undefined;
    /**
     * Envato item id. At most 255 characters.
     */
    envato_id?: string | null | undefined;
    /**
     * At most 2,000 characters.
     */
    description?: string | null | undefined;
    /**
     * Whether downloading updates requires a license; true by default.
     */
    license_update?: boolean | undefined;
    /**
     * Whether updates lead directly to the latest version (true, the default) or to the next version first.
     */
    serve_latest_updates?: boolean | undefined;
    /**
     * Whether the product's licenses can be activated; true by default. Existing activations remain valid.
     */
    is_active?: boolean | undefined;
};

