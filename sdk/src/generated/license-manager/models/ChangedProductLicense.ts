/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ProductLicense } from './ProductLicense';
export type ChangedProductLicense = {
    /**
     * Always false: failures have another body.
     */
    error: boolean;
    /**
     * Result in words, for a person.
     */
    message: string;
    /**
     * The result.
     */
    data: ProductLicense;
};

