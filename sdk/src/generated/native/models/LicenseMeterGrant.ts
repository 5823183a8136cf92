/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MeterAnchor } from './MeterAnchor';
import type { MeterPeriod } from './MeterPeriod';
/**
 * The terms of a meter.
 */
export type LicenseMeterGrant = {
    /**
     * Amount in each period; null is unlimited. 0 to 1,000,000,000,000.
     */
    limit: number | null;
    /**
     * The most of each period that one device can take. 0 to 1,000,000,000,000.
     */
    limit_per_device?: number | null | undefined;
    /**
     * The most of each period that one user can take. 0 to 1,000,000,000,000.
     */
    limit_per_user?: number | null | undefined;
    /**
     * `none`: the meter never resets.
     */
    period?: MeterPeriod | undefined;
    /**
     * Whether periods begin by the calendar or count from the start of the license.
     */
    anchor?: MeterAnchor | undefined;
    /**
     * Percentage above the limit that is allowed; null is unlimited. 0 to 1,000; 0 by default.
     */
    overage_percent?: number | null | undefined;
    /**
     * Carries over what is left of a period, for meters with a period.
     */
    rollover?: {
        /**
         * Periods after its own in which it can be taken. 1 to 24.
         */
        periods: number;
        /**
         * The most of each period; null is all of it. 0 to 1,000,000,000,000.
         */
        max?: number | null | undefined;
    } | null | undefined;
};

