/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseStatus } from './LicenseStatus';
import type { SeatUsage } from './SeatUsage';
export type LicenseUsage = {
    /**
     * State of the license now.
     */
    status: LicenseStatus;
    /**
     * Number of seats in use.
     */
    seats_used: number;
    /**
     * Maximum number of seats; null is unlimited.
     */
    max_activations: number | null;
    /**
     * Reference of the product.
     */
    product: string;
    /**
     * Only present while more seats are in use than `max_activations`.
     */
    seats?: SeatUsage | undefined;
    /**
     * Seat usage as text.
     */
    use: string;
};

