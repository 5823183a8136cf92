/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LegacyAddedProduct = {
    status: boolean;
    message: string;
    /**
     * Id of the added product; omitted if `status` is false.
     */
    product_id?: string | undefined;
};

