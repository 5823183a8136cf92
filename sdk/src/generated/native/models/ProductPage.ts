/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ProductDto } from './ProductDto';
export type ProductPage = {
    items: Array<ProductDto>;
    /**
     * Send it as `after` for the next page; null at the end.
     */
    next: string | null;
};

