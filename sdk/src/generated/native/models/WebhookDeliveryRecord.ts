/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type WebhookDeliveryRecord = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Webhook id.
     */
    webhook_id: string | null;
    /**
     * The header `webhook-id` of all tries, and of replays of this delivery.
     */
    message_id: string;
    /**
     * Event at. ISO 8601.
     */
    event_at: string;
    /**
     * Event name.
     */
    event_name: string;
    /**
     * Sequence.
     */
    sequence: number;
    /**
     * `pending`: under way, or waiting for the next try. `delivered`: answered with a status from 200 to 299. `failed`: not tried again.
     */
    status: string;
    /**
     * Due at. ISO 8601.
     */
    due_at: string;
    /**
     * Attempts.
     */
    attempts: number;
    /**
     * The tries that have ended, oldest first; at most 10.
     */
    tries: Array<Record<string, unknown>>;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    /**
     * When it was delivered or given up; null while attempts go on. ISO 8601.
     */
    finished_at: string | null;
    /**
     * Replayed at. ISO 8601.
     */
    replayed_at: string | null;
    /**
     * Url.
     */
    url: string;
    change?: EventChange | undefined;
};

