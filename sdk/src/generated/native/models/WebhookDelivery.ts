/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { WebhookDeliveryEvent } from './WebhookDeliveryEvent';
import type { WebhookDeliveryStatus } from './WebhookDeliveryStatus';
import type { WebhookTry } from './WebhookTry';
export type WebhookDelivery = {
    id: string;
    /**
     * `pending`: under way, or waiting for the next try. `delivered`: answered with a status from 200 to 299. `failed`: not tried again.
     */
    status: WebhookDeliveryStatus;
    /**
     * When the delivery is tried next, or, during a try, when another node may take it; null if it has ended. ISO 8601.
     */
    next_try_at: string | null;
    /**
     * The tries that have ended, oldest first; at most 10.
     */
    tries: Array<WebhookTry>;
    /**
     * ISO 8601.
     */
    finished_at: string | null;
    /**
     * The header `webhook-id` of all tries, and of replays of this delivery.
     */
    message_id: string;
    event: WebhookDeliveryEvent;
    /**
     * ISO 8601.
     */
    created_at: string;
};

