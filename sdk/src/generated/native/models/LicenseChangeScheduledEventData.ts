/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { ScheduledAction } from './ScheduledAction';
/**
 * Data of the event.
 */
export type LicenseChangeScheduledEventData = {
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
    change?: EventChange | undefined;
};

