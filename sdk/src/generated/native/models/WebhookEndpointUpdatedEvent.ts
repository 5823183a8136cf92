/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { WebhookEndpointChanges } from './WebhookEndpointChanges';
/**
 * A webhook was changed.
 */
export type WebhookEndpointUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'webhook_endpoint.updated';
    /**
     * Data of the event.
     */
    data: WebhookEndpointChanges;
});

