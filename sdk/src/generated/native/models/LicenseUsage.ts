/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseStatus } from './LicenseStatus';
import type { SeatUsage } from './SeatUsage';
import type { SessionsInUse } from './SessionsInUse';
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
     * Sessions on floating seats. Only present if the license has a maximum of sessions.
     */
    sessions?: SessionsInUse | undefined;
    /**
     * Seat usage as text.
     */
    use: string;
};

