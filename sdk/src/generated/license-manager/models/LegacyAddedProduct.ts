/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LegacyAddedProduct = {
    status: boolean;
    message: string;
    /**
     * Left out where `status` is false.
     */
    product_id?: string | undefined;
};

