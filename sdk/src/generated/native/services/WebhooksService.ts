/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CreateWebhook } from '../models/CreateWebhook';
import type { RotateWebhookSecret } from '../models/RotateWebhookSecret';
import type { UpdateWebhook } from '../models/UpdateWebhook';
import type { Webhook } from '../models/Webhook';
import type { WebhookDelivery } from '../models/WebhookDelivery';
import type { WebhookDeliveryPage } from '../models/WebhookDeliveryPage';
import type { WebhookDeliveryStatus } from '../models/WebhookDeliveryStatus';
import type { WebhookPage } from '../models/WebhookPage';
import type { WebhookWithSecret } from '../models/WebhookWithSecret';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class WebhooksService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Create a webhook: from now on, the events of these names are posted to the URL. The secret is returned only in this response.
     * @returns WebhookWithSecret
     * @throws ApiError
     */
    public createWebhook({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: CreateWebhook,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<WebhookWithSecret> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/webhooks',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                409: `LIMIT_REACHED: there are 100 webhooks already.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List webhooks, newest first.
     * @returns WebhookPage
     * @throws ApiError
     */
    public listWebhooks({
        limit = 20,
        q,
        after,
    }: {
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * Case-insensitive part of the URL, the description or the name of an event. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit.
         */
        q?: string | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    } = {}): CancelablePromise<WebhookPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/webhooks',
            query: {
                'limit': limit,
                'q': q,
                'after': after,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Get a webhook.
     * @returns Webhook
     * @throws ApiError
     */
    public getWebhook({
        id,
    }: {
        id: string,
    }): CancelablePromise<Webhook> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/webhooks/{id}',
            path: {
                'id': id,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Update a webhook. Omitted fields are unchanged. Pending deliveries use the new values.
     * @returns Webhook
     * @throws ApiError
     */
    public updateWebhook({
        id,
        requestBody,
        idempotencyKey,
    }: {
        id: string,
        requestBody: UpdateWebhook,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Webhook> {
        return this.httpRequest.request({
            method: 'PATCH',
            url: '/api/v1/webhooks/{id}',
            path: {
                'id': id,
            },
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                409: `A request with this Idempotency-Key is still in progress.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Delete a webhook with its deliveries.
     * @returns void
     * @throws ApiError
     */
    public deleteWebhook({
        id,
        idempotencyKey,
    }: {
        id: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<void> {
        return this.httpRequest.request({
            method: 'DELETE',
            url: '/api/v1/webhooks/{id}',
            path: {
                'id': id,
            },
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                409: `A request with this Idempotency-Key is still in progress.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Replace the secret. Deliveries are signed with both secrets until the overlap ends. The secret is returned only in this response.
     * @returns WebhookWithSecret
     * @throws ApiError
     */
    public rotateWebhookSecret({
        id,
        requestBody,
        idempotencyKey,
    }: {
        id: string,
        requestBody: RotateWebhookSecret,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<WebhookWithSecret> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/webhooks/{id}/rotate-secret',
            path: {
                'id': id,
            },
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                409: `A request with this Idempotency-Key is still in progress.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Enable a disabled webhook. Its pending deliveries continue; events recorded while it was disabled are not delivered.
     * @returns Webhook
     * @throws ApiError
     */
    public enableWebhook({
        id,
        idempotencyKey,
    }: {
        id: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Webhook> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/webhooks/{id}/enable',
            path: {
                'id': id,
            },
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                409: `A request with this Idempotency-Key is still in progress.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Disable a webhook. Its pending deliveries wait.
     * @returns Webhook
     * @throws ApiError
     */
    public disableWebhook({
        id,
        idempotencyKey,
    }: {
        id: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Webhook> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/webhooks/{id}/disable',
            path: {
                'id': id,
            },
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                409: `A request with this Idempotency-Key is still in progress.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Send the event `webhook_endpoint.tested` to this webhook alone. Its delivery shows whether it arrived.
     * @returns WebhookDelivery
     * @throws ApiError
     */
    public testWebhook({
        id,
        idempotencyKey,
    }: {
        id: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<WebhookDelivery> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/webhooks/{id}/test',
            path: {
                'id': id,
            },
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                409: `DISABLED: the webhook is disabled.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List the deliveries of a webhook with all tries, newest first. Deliveries are deleted after 30 days.
     * @returns WebhookDeliveryPage
     * @throws ApiError
     */
    public listWebhookDeliveries({
        id,
        limit = 20,
        status,
        q,
        after,
    }: {
        id: string,
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * `pending`: under way, or waiting for the next try. `delivered`: answered with a status from 200 to 299. `failed`: not tried again. All by default.
         */
        status?: WebhookDeliveryStatus | undefined,
        /**
         * Case-insensitive part of the event name or of the error of a try. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit. A search looks through the 10000 newest rows.
         */
        q?: string | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    }): CancelablePromise<WebhookDeliveryPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/webhooks/{id}/deliveries',
            path: {
                'id': id,
            },
            query: {
                'limit': limit,
                'status': status,
                'q': q,
                'after': after,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Deliver an event again, as a new delivery with the same message ID.
     * @returns WebhookDelivery
     * @throws ApiError
     */
    public replayWebhookDelivery({
        id,
        deliveryId,
        idempotencyKey,
    }: {
        id: string,
        deliveryId: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<WebhookDelivery> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/webhooks/{id}/deliveries/{delivery_id}/replay',
            path: {
                'id': id,
                'delivery_id': deliveryId,
            },
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                409: `DISABLED: the webhook is disabled. EVENT_DELETED: the event is no longer stored.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
