/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CheckUpdateRequest = {
    /**
     * Reference of the product. Left out: the one that the API key is good for.
     */
    product_id?: string | null | undefined;
    current_version: string;
};

