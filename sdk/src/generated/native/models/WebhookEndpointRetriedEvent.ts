/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * Waiting deliveries of a webhook were tried at once.
 */
export type WebhookEndpointRetriedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'webhook_endpoint.retried';
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
        change?: EventChange | undefined;
    };
});

