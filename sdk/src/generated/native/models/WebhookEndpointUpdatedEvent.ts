/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RecordTarget } from './RecordTarget';
import type { WebhookEndpointChanges } from './WebhookEndpointChanges';
/**
 * A webhook was changed.
 */
export type WebhookEndpointUpdatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: WebhookEndpointChanges;
    /**
     * Type of the event.
     */
    type: 'webhook_endpoint.updated';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

