/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
/**
 * Data of the event.
 */
export type AnomalyReactionStartedEventData = {
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
     * Type of the anomaly.
     */
    type: string;
    /**
     * Whether the customer is told by e-mail.
     */
    mail_customer: boolean;
    /**
     * Whether the customer is asked to sign in to the portal.
     */
    ask_sign_in: boolean;
    /**
     * Whether the vendor is told by e-mail.
     */
    report: boolean;
    /**
     * Days until the license is disabled.
     */
    suspend_after_days: number;
    /**
     * When the license is disabled; null for never. ISO 8601.
     */
    suspend_at: string;
    change?: EventChange | undefined;
};

