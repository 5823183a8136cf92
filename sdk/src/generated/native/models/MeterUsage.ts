/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type MeterUsage = {
    /**
     * Taken in this period and not returned. At least 0.
     */
    used: number;
    /**
     * Taken in this period, including what was returned. At least 0.
     */
    total: number;
    /**
     * Limit of a period; null is unlimited. At least 0.
     */
    limit: number | null;
    /**
     * What can still be taken in this period, including the overage: the least of all limits; null is unlimited. At least 0.
     */
    left: number | null;
    /**
     * What the device of the call can still take; missing without such a limit or device. At least 0.
     */
    left_for_device?: number | undefined;
    /**
     * What the user of the call can still take; missing without such a limit or user. At least 0.
     */
    left_for_user?: number | undefined;
    /**
     * Start of the next period; null if the meter never resets. ISO 8601.
     */
    resets_at: string | null;
    /**
     * Part of `left` that grants give; missing without grants. At least 0.
     */
    granted?: number | undefined;
    /**
     * When the next grant ends of which something is left; null if none does. Missing without grants. ISO 8601.
     */
    next_grant_ends_at?: string | null | undefined;
    /**
     * Kept by open reservations, and no part of `used` and `left`; missing without any. At least 0.
     */
    reserved?: number | undefined;
    /**
     * Code of the meter.
     */
    meter: string;
};

