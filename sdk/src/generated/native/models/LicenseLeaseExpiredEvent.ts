/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
import type { LicenseLeaseExpiredEventDataOf } from './LicenseLeaseExpiredEventDataOf';
/**
 * A floating session or a device was not renewed in time, and its seat was freed.
 */
export type LicenseLeaseExpiredEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.lease_expired';
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
         * Holder of the seat that was released.
         */
        of: LicenseLeaseExpiredEventDataOf;
        /**
         * Activation of the device.
         */
        activation_id: string;
        /**
         * Session; null for the seat of a device.
         */
        session: string | null;
        /**
         * When it last sent a heartbeat or made a request. ISO 8601.
         */
        last_heartbeat_at: string;
        /**
         * When the seat was released. ISO 8601.
         */
        freed_at: string;
        change?: EventChange | undefined;
    };
});

