/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * 80% or 100% of the seats of a license were taken.
 */
export type LicenseUsageThresholdEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.usage_threshold';
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
         * The limit that the license comes near: `seats`.
         */
        of: string;
        /**
         * Percentage of the limit that was reached: 80 or 100.
         */
        threshold: number;
        /**
         * Number of seats that are taken.
         */
        used: number;
        /**
         * Number of seats, without those that the policy allows above it.
         */
        limit: number;
        /**
         * Number of seats that are taken above the limit.
         */
        over: number;
        change?: EventChange | undefined;
    };
});

