/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RecordTarget } from './RecordTarget';
/**
 * Waiting deliveries of a webhook were tried at once.
 */
export type WebhookEndpointRetriedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: {
        /**
         * Url.
         */
        url: string;
        /**
         * Deliveries.
         */
        deliveries: number;
        /**
         * Why the change was made, and the order or ticket behind it; missing if neither was given.
         */
        change?: {
            /**
             * Why the change was made.
             */
            reason: string | null;
            /**
             * Order or ticket behind the change.
             */
            reference: string | null;
        } | undefined;
    };
    /**
     * Type of the event.
     */
    type: 'webhook_endpoint.retried';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

