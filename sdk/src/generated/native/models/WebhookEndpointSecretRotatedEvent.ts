/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { WebhookEndpointChanges } from './WebhookEndpointChanges';
/**
 * The secret of a webhook was replaced.
 */
export type WebhookEndpointSecretRotatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'webhook_endpoint.secret_rotated';
    /**
     * Data of the event.
     */
    data: WebhookEndpointChanges;
});

