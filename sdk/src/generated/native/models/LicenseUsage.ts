/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseStatus } from './LicenseStatus';
export type LicenseUsage = {
    status: LicenseStatus;
    seats_used: number;
    /**
     * Seats; null is unlimited.
     */
    max_activations: number | null;
    /**
     * Reference of the product.
     */
    product: string;
    /**
     * The same for people.
     */
    use: string;
};

