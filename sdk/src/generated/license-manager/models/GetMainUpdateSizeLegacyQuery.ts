/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type GetMainUpdateSizeLegacyQuery = {
    /**
     * Reference of the product. By default that of the API key or, if several products have a version of this name, the one with
     * an active license at the program's location. At most 255 characters.
     */
    product_id?: string | null | undefined;
};

