/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { PageMeta } from './PageMeta';
import type { Product } from './Product';
export type ProductList = {
    error: boolean;
    data: Array<Product>;
    meta: PageMeta;
};

