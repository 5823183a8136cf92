/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type GetUpdateSizeLegacyQuery = {
    /**
     * Reference of the product. Needed if several products have a version of this name. At most 255 characters.
     */
    product_id?: string | null | undefined;
};

