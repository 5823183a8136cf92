/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * The expiration date of a license was set, moved or removed; has the former date, the new one and the event of the change.
 */
export type LicenseExpiryChangedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.expiry_changed';
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
         * Expiration date before the change; null if the license never expired. ISO 8601.
         */
        from: string | null;
        /**
         * Expiration date after the change; null if the license never expires. ISO 8601.
         */
        to: string | null;
        /**
         * Type of the event of the change, such as `license.extended`.
         */
        cause: string;
        /**
         * The new job.
         */
        job?: string | undefined;
        /**
         * Policy change.
         */
        policy_change?: string | undefined;
        change?: EventChange | undefined;
    };
});

