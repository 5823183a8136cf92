/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Product } from './Product';
export type ProductAnswer = {
    /**
     * Always false: failures have another body.
     */
    error: boolean;
    /**
     * The result.
     */
    data: Product;
};

