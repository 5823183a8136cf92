/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
import type { ScheduledAction } from './ScheduledAction';
/**
 * A scheduled change of a license could not be made.
 */
export type LicenseScheduledChangeFailedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.scheduled_change_failed';
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
         * ID of the scheduled change.
         */
        scheduled_change: string;
        /**
         * Operation on the license.
         */
        action: ScheduledAction;
        /**
         * Parameters of the operation.
         */
        params: Record<string, unknown>;
        /**
         * When the change takes effect. ISO 8601.
         */
        effective_at: string;
        /**
         * Code of the error.
         */
        failure_code: string;
        /**
         * Message of the error.
         */
        failure: string;
        change?: EventChange | undefined;
    };
});

