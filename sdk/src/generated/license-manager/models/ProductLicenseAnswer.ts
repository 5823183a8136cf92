/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ProductLicense } from './ProductLicense';
export type ProductLicenseAnswer = {
    error: boolean;
    data: ProductLicense;
};

