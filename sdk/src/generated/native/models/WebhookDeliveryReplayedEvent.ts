/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RecordTarget } from './RecordTarget';
import type { WebhookDeliveryRecord } from './WebhookDeliveryRecord';
/**
 * An earlier delivery was sent again.
 */
export type WebhookDeliveryReplayedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: WebhookDeliveryRecord;
    /**
     * Type of the event.
     */
    type: 'webhook_delivery.replayed';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

