/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Activation } from '../models/Activation';
import type { ActivationPage } from '../models/ActivationPage';
import type { UpdateActivation } from '../models/UpdateActivation';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class ActivationsService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * List activations, including inactive ones, newest first.
     * @returns ActivationPage
     * @throws ApiError
     */
    public listActivations({
        license,
        product,
        fingerprint,
        name,
        ip,
        q,
        active,
        limit = 20,
        after,
    }: {
        /**
         * UUID or key of the license.
         */
        license?: string | undefined,
        /**
         * UUID or reference of the license's product.
         */
        product?: string | undefined,
        /**
         * Device fingerprint: the hardware ID as sent, or the SHA-256 of the object that was sent.
         */
        fingerprint?: string | undefined,
        /**
         * Case-insensitive part of the device name. A text without three letters or digits in a row matches beginnings only, and one of one or two Latin letters or digits only those of the 10000 newest rows. It must contain a letter or a digit.
         */
        name?: string | undefined,
        /**
         * Exact IP address from which the device last activated.
         */
        ip?: string | undefined,
        /**
         * Case-insensitive part of the fingerprint, the device name or the license key (of the 1000 newest licenses that match); or the exact IP address. A text without three letters or digits in a row matches beginnings only, and one of one or two Latin letters or digits only those of the 10000 newest rows. It must contain a letter or a digit.
         */
        q?: string | undefined,
        /**
         * Whether the device is activated.
         */
        active?: boolean | undefined,
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    } = {}): CancelablePromise<ActivationPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/activations',
            query: {
                'license': license,
                'product': product,
                'fingerprint': fingerprint,
                'name': name,
                'ip': ip,
                'q': q,
                'active': active,
                'limit': limit,
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
     * Get an activation.
     * @returns Activation
     * @throws ApiError
     */
    public getActivation({
        id,
    }: {
        id: string,
    }): CancelablePromise<Activation> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/activations/{id}',
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
     * Set the device name; null clears it.
     * @returns Activation
     * @throws ApiError
     */
    public updateActivation({
        id,
        requestBody,
        idempotencyKey,
    }: {
        id: string,
        requestBody: UpdateActivation,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Activation> {
        return this.httpRequest.request({
            method: 'PATCH',
            url: '/api/v1/activations/{id}',
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
     * Release a device's seat. The record is kept, and the device can activate again.
     * @returns void
     * @throws ApiError
     */
    public deactivateActivation({
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
            url: '/api/v1/activations/{id}',
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
}
