/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { PageMeta } from './PageMeta';
import type { ProductLicense } from './ProductLicense';
export type ProductLicenseList = {
    error: boolean;
    data: Array<ProductLicense>;
    meta: PageMeta;
};

