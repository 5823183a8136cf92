/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { WebhookEndpointChanges } from './WebhookEndpointChanges';
/**
 * A webhook was resumed.
 */
export type WebhookEndpointEnabledEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'webhook_endpoint.enabled';
    /**
     * Data of the event.
     */
    data: WebhookEndpointChanges;
});

