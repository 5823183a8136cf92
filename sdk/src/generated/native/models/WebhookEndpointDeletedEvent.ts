/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RecordTarget } from './RecordTarget';
import type { WebhookEndpointRecord } from './WebhookEndpointRecord';
/**
 * A webhook was deleted.
 */
export type WebhookEndpointDeletedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: WebhookEndpointRecord;
    /**
     * Type of the event.
     */
    type: 'webhook_endpoint.deleted';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

