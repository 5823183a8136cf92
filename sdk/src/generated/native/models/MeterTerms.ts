/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MeterAnchor } from './MeterAnchor';
import type { MeterPeriod } from './MeterPeriod';
import type { MeterRollover } from './MeterRollover';
export type MeterTerms = {
    /**
     * Amount in each period; null is unlimited. 0 to 1,000,000,000,000.
     */
    limit: number | null;
    /**
     * The most of each period that one device can take. 0 to 1,000,000,000,000.
     */
    limit_per_device?: number | undefined;
    /**
     * The most of each period that one user can take. 0 to 1,000,000,000,000.
     */
    limit_per_user?: number | undefined;
    /**
     * `none`: the meter never resets.
     */
    period: MeterPeriod;
    /**
     * Whether periods begin by the calendar or count from the start of the license.
     */
    anchor: MeterAnchor;
    /**
     * Percentage above the limit that is allowed; null is unlimited. 0 to 1,000.
     */
    overage_percent: number | null;
    /**
     * Missing if nothing is carried over.
     */
    rollover?: MeterRollover | undefined;
};

