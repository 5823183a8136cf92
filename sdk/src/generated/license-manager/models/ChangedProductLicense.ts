/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ProductLicense } from './ProductLicense';
export type ChangedProductLicense = {
    error: boolean;
    message: string;
    data: ProductLicense;
};

