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
        limit = 20,
        fingerprint,
        active,
        after,
    }: {
        license?: string | undefined,
        /**
         * Rows at the most.
         */
        limit?: number | undefined,
        /**
         * Device fingerprint: the hardware ID as sent, or the SHA-256 of the object that was sent.
         */
        fingerprint?: string | undefined,
        /**
         * Whether the activation currently holds a seat.
         */
        active?: boolean | undefined,
        /**
         * The `next` of the page before; left out for the newest rows.
         */
        after?: string | undefined,
    } = {}): CancelablePromise<ActivationPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/activations',
            query: {
                'license': license,
                'limit': limit,
                'fingerprint': fingerprint,
                'active': active,
                'after': after,
            },
            errors: {
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such thing.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
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
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such thing.`,
                409: `A request with this Idempotency-Key is still running.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
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
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such thing.`,
                409: `A request with this Idempotency-Key is still running.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
}
