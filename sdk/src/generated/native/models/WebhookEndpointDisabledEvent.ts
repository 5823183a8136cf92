/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { WebhookEndpointChanges } from './WebhookEndpointChanges';
/**
 * A webhook was paused, or stopped because it failed for days.
 */
export type WebhookEndpointDisabledEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'webhook_endpoint.disabled';
    /**
     * Data of the event.
     */
    data: WebhookEndpointChanges;
});

