/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LegacyProduct } from './LegacyProduct';
export type LegacyProducts = {
    /**
     * Whether the call succeeded.
     */
    status: boolean;
    /**
     * Result in words, for a person.
     */
    message: string;
    /**
     * All products.
     */
    products: Array<LegacyProduct>;
};

