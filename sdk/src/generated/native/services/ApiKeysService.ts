/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ApiKey } from '../models/ApiKey';
import type { ApiKeyKind } from '../models/ApiKeyKind';
import type { ApiKeyPage } from '../models/ApiKeyPage';
import type { ApiKeyWithSecret } from '../models/ApiKeyWithSecret';
import type { CreateApiKey } from '../models/CreateApiKey';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class ApiKeysService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Create an API key, or import an existing one. The key is returned only in this response.
     * @returns ApiKeyWithSecret
     * @throws ApiError
     */
    public createApiKey({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: CreateApiKey,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<ApiKeyWithSecret> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/api-keys',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Product not found.`,
                409: `An API key with this value already exists.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List API keys, including revoked ones.
     * @returns ApiKeyPage
     * @throws ApiError
     */
    public listApiKeys({
        limit = 20,
        q,
        kind,
        after,
    }: {
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * Case-insensitive part of the name or the prefix. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit.
         */
        q?: string | undefined,
        kind?: ApiKeyKind | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    } = {}): CancelablePromise<ApiKeyPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/api-keys',
            query: {
                'limit': limit,
                'q': q,
                'kind': kind,
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
     * Get an API key.
     * @returns ApiKey
     * @throws ApiError
     */
    public getApiKey({
        id,
    }: {
        id: string,
    }): CancelablePromise<ApiKey> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/api-keys/{id}',
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
     * Revoke an API key immediately.
     * @returns void
     * @throws ApiError
     */
    public revokeApiKey({
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
            url: '/api/v1/api-keys/{id}',
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
     * Rotate an API key. The old value stops working immediately; the new one is returned only in this response.
     * @returns ApiKeyWithSecret
     * @throws ApiError
     */
    public rotateApiKey({
        id,
        idempotencyKey,
    }: {
        id: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<ApiKeyWithSecret> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/api-keys/{id}/rotate',
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
                409: `The key was revoked.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
