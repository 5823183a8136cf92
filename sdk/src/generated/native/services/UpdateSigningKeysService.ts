/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { UpdateSigningKey } from '../models/UpdateSigningKey';
import type { UpdateSigningKeyPage } from '../models/UpdateSigningKeyPage';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class UpdateSigningKeysService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * List the public keys for verifying update signatures, newest first. The newest key signs new updates.
     * @returns UpdateSigningKeyPage
     * @throws ApiError
     */
    public listUpdateSigningKeys({
        limit = 20,
        q,
        after,
    }: {
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * Case-insensitive part of the key ID. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit.
         */
        q?: string | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    } = {}): CancelablePromise<UpdateSigningKeyPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/update-signing-keys',
            query: {
                'limit': limit,
                'q': q,
                'after': after,
            },
            errors: {
                400: `The request is invalid.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Rotate the update signing key. The previous key remains listed for verification, and its private key is deleted.
     * @returns UpdateSigningKey
     * @throws ApiError
     */
    public rotateUpdateSigningKey({
        idempotencyKey,
    }: {
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    } = {}): CancelablePromise<UpdateSigningKey> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/update-signing-keys',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                409: `A request with this Idempotency-Key is still in progress.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Revoke an update signing key. It is no longer listed, and its signatures no longer verify. The active key is replaced at once.
     * @returns void
     * @throws ApiError
     */
    public revokeUpdateSigningKey({
        keyId,
        idempotencyKey,
    }: {
        keyId: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<void> {
        return this.httpRequest.request({
            method: 'DELETE',
            url: '/api/v1/update-signing-keys/{key_id}',
            path: {
                'key_id': keyId,
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
