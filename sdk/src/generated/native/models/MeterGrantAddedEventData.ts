/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
/**
 * Data of the event.
 */
export type MeterGrantAddedEventData = {
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

