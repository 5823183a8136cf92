/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * A license ended.
 */
export type LicenseExpiredEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.expired';
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
         * Expires at. ISO 8601.
         */
        expires_at: string | null;
        /**
         * Updates until. ISO 8601.
         */
        updates_until: string | null;
        /**
         * Support until. ISO 8601.
         */
        support_until: string | null;
        change?: EventChange | undefined;
    };
});

