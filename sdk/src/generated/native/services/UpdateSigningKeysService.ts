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
        after,
    }: {
        /**
         * Rows at the most.
         */
        limit?: number | undefined,
        /**
         * The `next` of the page before; left out for the newest rows.
         */
        after?: string | undefined,
    } = {}): CancelablePromise<UpdateSigningKeyPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/update-signing-keys',
            query: {
                'limit': limit,
                'after': after,
            },
            errors: {
                400: `The request is malformed.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
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
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                409: `A request with this Idempotency-Key is still running.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
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
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
