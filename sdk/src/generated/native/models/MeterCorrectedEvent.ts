/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { RecordTarget } from './RecordTarget';
/**
 * An admin corrected what a license used of a meter; says by how much and why.
 */
export type MeterCorrectedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
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
    /**
     * Type of the event.
     */
    type: 'meter.corrected';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

