/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicenseFloatingSeats = {
    /**
     * UUID of the license.
     */
    license: string;
    /**
     * Floating seats of the license.
     */
    max_sessions: number;
    /**
     * Seats that are taken now.
     */
    in_use: number;
    /**
     * Most seats that were taken at once in the span.
     */
    peak: number;
    /**
     * Minutes during which all seats were taken, by the limit of today.
     */
    full_minutes: number;
    /**
     * Starts that found no free seat; those of one device count once in an hour.
     */
    refused: number;
    /**
     * License key.
     */
    license_key: string;
};

