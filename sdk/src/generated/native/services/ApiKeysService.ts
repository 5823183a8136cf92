/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ApiKey } from '../models/ApiKey';
import type { ApiKeyPage } from '../models/ApiKeyPage';
import type { ApiKeyWithSecret } from '../models/ApiKeyWithSecret';
import type { CreateApiKey } from '../models/CreateApiKey';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class ApiKeysService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Make an API key, or import one that programs already use. The answer alone shows the key.
     * @returns ApiKeyWithSecret
     * @throws ApiError
     */
    public createApiKey({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: CreateApiKey,
        /**
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such product.`,
                409: `This key exists already.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * List API keys, revoked ones too.
     * @returns ApiKeyPage
     * @throws ApiError
     */
    public listApiKeys({
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
    } = {}): CancelablePromise<ApiKeyPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/api-keys',
            query: {
                'limit': limit,
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
     * Read an API key's record.
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
     * Revoke an API key at once.
     * @returns void
     * @throws ApiError
     */
    public revokeApiKey({
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
            url: '/api/v1/api-keys/{id}',
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
    /**
     * Give an API key another value. The old one ends at once; the answer alone shows the new one.
     * @returns ApiKeyWithSecret
     * @throws ApiError
     */
    public rotateApiKey({
        id,
        idempotencyKey,
    }: {
        id: string,
        /**
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such thing.`,
                409: `The key was revoked.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
}
