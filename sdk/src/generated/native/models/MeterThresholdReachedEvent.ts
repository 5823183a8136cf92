/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * A license used a set share of a meter's limit.
 */
export type MeterThresholdReachedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'meter.threshold_reached';
    /**
     * Data of the event.
     */
    data: {
        /**
         * License.
         */
        license_id: string;
        /**
         * Key of the license.
         */
        license_key: string;
        /**
         * Reference of the product; null if it has been deleted since.
         */
        product: string | null;
        /**
         * Customer; null without one, or if it has been deleted since.
         */
        customer_id: string | null;
        /**
         * Meter.
         */
        meter: string;
        /**
         * Threshold.
         */
        threshold: number;
        /**
         * Used.
         */
        used: number;
        /**
         * Limit.
         */
        limit: number;
        /**
         * Decimals.
         */
        decimals?: number | undefined;
        /**
         * Period start. ISO 8601.
         */
        period_start: string | null;
        /**
         * Resets at. ISO 8601.
         */
        resets_at: string | null;
        change?: EventChange | undefined;
    };
});

