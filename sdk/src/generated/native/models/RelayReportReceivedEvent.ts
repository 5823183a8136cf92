/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * relay_report.received
 */
export type RelayReportReceivedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'relay_report.received';
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
         * ID of the relay.
         */
        relay_id: string;
        /**
         * Relay name.
         */
        relay_name: string;
        /**
         * Number of the report, from 1.
         */
        seq: number;
        /**
         * From. ISO 8601.
         */
        from: string;
        /**
         * To. ISO 8601.
         */
        to: string;
        /**
         * Usage.
         */
        usage: Record<string, unknown>;
        change?: EventChange | undefined;
    };
});

