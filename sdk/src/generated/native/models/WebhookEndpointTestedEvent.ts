/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * A test was sent; it goes to the tested webhook alone.
 */
export type WebhookEndpointTestedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'webhook_endpoint.tested';
    /**
     * Data of the event.
     */
    data: {
        /**
         * Url.
         */
        url: string;
        change?: EventChange | undefined;
    };
});

