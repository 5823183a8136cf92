/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CheckUpdateRequest = {
    /**
     * Reference of the product; the product of the API key by default. At most 255 characters.
     */
    product_id?: string | null | undefined;
    /**
     * At most 255 characters.
     */
    current_version: string;
};

