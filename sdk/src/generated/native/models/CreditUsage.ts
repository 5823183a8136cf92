/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreditUsage = {
    /**
     * Taken in this period and not returned.
     */
    used: string;
    /**
     * Taken in this period, including what was returned.
     */
    total: string;
    /**
     * Limit of a period; null is unlimited.
     */
    limit: string | null;
    /**
     * What can still be taken in this period, including the overage: the least of all limits; null is unlimited.
     */
    left: string | null;
    /**
     * What the device of the call can still take; missing without such a limit or device.
     */
    left_for_device?: string | undefined;
    /**
     * What the user of the call can still take; missing without such a limit or user.
     */
    left_for_user?: string | undefined;
    /**
     * Start of the next period; null if the credit never resets. ISO 8601.
     */
    resets_at: string | null;
    /**
     * Part of `left` that grants give; missing without grants.
     */
    granted?: string | undefined;
    /**
     * When the next grant ends of which something is left; null if none does. Missing without grants. ISO 8601.
     */
    next_grant_ends_at?: string | null | undefined;
    /**
     * Kept by open reservations, and no part of `used` and `left`; missing without any.
     */
    reserved?: string | undefined;
    /**
     * Code of the credit.
     */
    credit: string;
};

