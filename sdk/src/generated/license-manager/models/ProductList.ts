/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { PageMeta } from './PageMeta';
import type { Product } from './Product';
export type ProductList = {
    /**
     * Always false: failures have another body.
     */
    error: boolean;
    /**
     * The result.
     */
    data: Array<Product>;
    /**
     * Page numbers and totals.
     */
    meta: PageMeta;
};

