/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LegacyProductId = {
    /**
     * At most 255 characters.
     */
    product_id: string;
};

