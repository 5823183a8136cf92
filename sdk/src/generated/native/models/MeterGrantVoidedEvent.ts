/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * What was left of a grant of a meter is void; says what was used.
 */
export type MeterGrantVoidedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'meter.grant_voided';
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
         * ID of the grant.
         */
        grant: string;
        /**
         * Source.
         */
        source: string;
        /**
         * Amount.
         */
        amount: number;
        /**
         * Used.
         */
        used: number;
        /**
         * Part of the amount that was not used.
         */
        unused: number;
        /**
         * Decimals.
         */
        decimals?: number | undefined;
        /**
         * Expires at. ISO 8601.
         */
        expires_at: string | null;
        change?: EventChange | undefined;
    };
});

