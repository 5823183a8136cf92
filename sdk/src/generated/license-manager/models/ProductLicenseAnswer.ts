/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ProductLicense } from './ProductLicense';
export type ProductLicenseAnswer = {
    /**
     * Always false: failures have another body.
     */
    error: boolean;
    /**
     * The result.
     */
    data: ProductLicense;
};

