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
};

