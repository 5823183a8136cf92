/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * A floating session took features or gave them back; names those that were exhausted.
 */
export type LicenseSessionFeaturesChangedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license_session.features_changed';
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
         * Session.
         */
        session: string;
        /**
         * Taken.
         */
        taken: Array<string>;
        /**
         * Released.
         */
        released: Array<string>;
        /**
         * Refused.
         */
        refused: Array<string>;
        change?: EventChange | undefined;
    };
});

