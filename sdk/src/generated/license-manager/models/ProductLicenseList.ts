/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { PageMeta } from './PageMeta';
import type { ProductLicense } from './ProductLicense';
export type ProductLicenseList = {
    /**
     * Always false: failures have another body.
     */
    error: boolean;
    /**
     * The result.
     */
    data: Array<ProductLicense>;
    /**
     * Page numbers and totals.
     */
    meta: PageMeta;
};

