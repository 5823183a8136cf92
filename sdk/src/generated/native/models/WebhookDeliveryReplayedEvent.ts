/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { WebhookDeliveryRecord } from './WebhookDeliveryRecord';
/**
 * An earlier delivery was sent again.
 */
export type WebhookDeliveryReplayedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'webhook_delivery.replayed';
    /**
     * Data of the event.
     */
    data: WebhookDeliveryRecord;
});

