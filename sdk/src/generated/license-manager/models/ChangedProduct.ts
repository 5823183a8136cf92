/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Product } from './Product';
export type ChangedProduct = {
    /**
     * Always false: failures have another body.
     */
    error: boolean;
    /**
     * Result in words, for a person.
     */
    message: string;
    /**
     * The result.
     */
    data: Product;
};

