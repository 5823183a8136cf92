/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Product } from './Product';
export type ChangedProduct = {
    error: boolean;
    message: string;
    data: Product;
};

