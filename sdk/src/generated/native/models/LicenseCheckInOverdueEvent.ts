/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * A device of a license did not check in as often as its policy demands.
 */
export type LicenseCheckInOverdueEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.check_in_overdue';
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
         * Activation id.
         */
        activation_id: string;
        /**
         * When the device last sent a check or a heartbeat. ISO 8601.
         */
        last_seen_at: string;
        change?: EventChange | undefined;
    };
});

