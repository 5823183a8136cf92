/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Product } from './Product';
export type ProductPage = {
    items: Array<Product>;
    /**
     * Send it as `after` for the next page; null at the end.
     */
    next: string | null;
};

