/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CreateKeyPool } from '../models/CreateKeyPool';
import type { DrawKey } from '../models/DrawKey';
import type { DrawnKey } from '../models/DrawnKey';
import type { ImportedKeys } from '../models/ImportedKeys';
import type { ImportKeys } from '../models/ImportKeys';
import type { KeyPool } from '../models/KeyPool';
import type { KeyPoolPage } from '../models/KeyPoolPage';
import type { UpdateKeyPool } from '../models/UpdateKeyPool';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class KeyPoolsService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Create an empty pool of pre-made license keys.
     * @returns KeyPool
     * @throws ApiError
     */
    public createKeyPool({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: CreateKeyPool,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<KeyPool> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/key-pools',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Product or policy not found.`,
                409: `A key pool with this name already exists.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List key pools, newest first.
     * @returns KeyPoolPage
     * @throws ApiError
     */
    public listKeyPools({
        limit = 20,
        product,
        q,
        after,
    }: {
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * UUID or reference of the product.
         */
        product?: string | undefined,
        /**
         * Case-insensitive part of the name. A text without three letters or digits in a row matches beginnings only, and one of one or two Latin letters or digits only those of the 10000 newest rows. It must contain a letter or a digit.
         */
        q?: string | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    } = {}): CancelablePromise<KeyPoolPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/key-pools',
            query: {
                'limit': limit,
                'product': product,
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
     * Get a key pool with the number of its keys.
     * @returns KeyPool
     * @throws ApiError
     */
    public getKeyPool({
        id,
    }: {
        id: string,
    }): CancelablePromise<KeyPool> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/key-pools/{id}',
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
     * Update a key pool. Omitted fields are unchanged.
     * @returns KeyPool
     * @throws ApiError
     */
    public updateKeyPool({
        id,
        requestBody,
        idempotencyKey,
    }: {
        id: string,
        requestBody: UpdateKeyPool,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<KeyPool> {
        return this.httpRequest.request({
            method: 'PATCH',
            url: '/api/v1/key-pools/{id}',
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
                409: `A key pool with this name already exists.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Delete a key pool and the keys that are not drawn. Licenses with drawn keys are unchanged.
     * @returns void
     * @throws ApiError
     */
    public deleteKeyPool({
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
            url: '/api/v1/key-pools/{id}',
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
     * Import up to 1000 license keys into a pool. They are drawn in this order. Keys that are repeated, in a pool already, or that
     * a license has or had are skipped and returned as duplicates.
     * @returns ImportedKeys
     * @throws ApiError
     */
    public importPooledKeys({
        id,
        requestBody,
        idempotencyKey,
    }: {
        id: string,
        requestBody: ImportKeys,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<ImportedKeys> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/key-pools/{id}/keys',
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
     * Issue a license with the next key of a pool. With the `order_reference` of an earlier call, that call's license is returned
     * with 200 instead of 201.
     * @returns DrawnKey
     * @throws ApiError
     */
    public drawPooledKey({
        id,
        requestBody,
        idempotencyKey,
    }: {
        id: string,
        requestBody: DrawKey,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<DrawnKey> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/key-pools/{id}/draw',
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
                404: `Key pool or customer not found.`,
                409: `POOL_EMPTY: all keys are drawn; or the license of this order was deleted.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
