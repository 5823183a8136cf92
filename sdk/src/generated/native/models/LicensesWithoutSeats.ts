/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseWithoutSeats } from './LicenseWithoutSeats';
export type LicensesWithoutSeats = {
    /**
     * When they were counted; null before the first time, a few minutes after the first start. ISO 8601.
     */
    counted_at: string | null;
    /**
     * Number of these licenses at that time.
     */
    count: number;
    /**
     * The newest of these licenses, among the 1,000 newest, that still have no free seat.
     */
    items: Array<LicenseWithoutSeats>;
};

