/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * An admin corrected what a license used of a meter; says by how much and why.
 */
export type MeterCorrectedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'meter.corrected';
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
         * Used.
         */
        used: number;
        /**
         * Difference.
         */
        difference: number;
        /**
         * Decimals.
         */
        decimals?: number | undefined;
        change?: EventChange | undefined;
    };
});

