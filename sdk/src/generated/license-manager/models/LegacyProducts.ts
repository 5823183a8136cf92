/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LegacyProduct } from './LegacyProduct';
export type LegacyProducts = {
    status: boolean;
    message: string;
    products: Array<LegacyProduct>;
};

