/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * One device used many licenses, many addresses one license, or two computers one device.
 */
export type LicenseSuspiciousActivityEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.suspicious_activity';
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
        activation_id: string | null;
        /**
         * Anomaly.
         */
        anomaly: string;
        /**
         * Type.
         */
        type: string;
        /**
         * Details.
         */
        details: Record<string, unknown>;
        /**
         * When the anomaly was detected. ISO 8601.
         */
        detected_at: string;
        change?: EventChange | undefined;
    };
});

