/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { WebhookEndpointRecord } from './WebhookEndpointRecord';
/**
 * A webhook was deleted.
 */
export type WebhookEndpointDeletedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'webhook_endpoint.deleted';
    /**
     * Data of the event.
     */
    data: WebhookEndpointRecord;
});

