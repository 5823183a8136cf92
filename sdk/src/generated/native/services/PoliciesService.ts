/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CreatePolicy } from '../models/CreatePolicy';
import type { Policy } from '../models/Policy';
import type { PolicyPage } from '../models/PolicyPage';
import type { UpdatePolicy } from '../models/UpdatePolicy';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class PoliciesService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Create a policy that licenses of any product can use.
     * @returns Policy
     * @throws ApiError
     */
    public createPolicy({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: CreatePolicy,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Policy> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/policies',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
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
     * List policies, newest first.
     * @returns PolicyPage
     * @throws ApiError
     */
    public listPolicies({
        limit = 20,
        q,
        after,
    }: {
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * Case-insensitive part of the name. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit.
         */
        q?: string | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    } = {}): CancelablePromise<PolicyPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/policies',
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
     * Get a policy.
     * @returns Policy
     * @throws ApiError
     */
    public getPolicy({
        id,
    }: {
        id: string,
    }): CancelablePromise<Policy> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/policies/{id}',
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
     * Update a policy. Behavior applies to existing licenses at once, entitlements and meters shortly after; limits, terms and features only to licenses issued later, or by a change of the policy of licenses.
     * @returns Policy
     * @throws ApiError
     */
    public updatePolicy({
        id,
        requestBody,
        idempotencyKey,
    }: {
        id: string,
        requestBody: UpdatePolicy,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Policy> {
        return this.httpRequest.request({
            method: 'PATCH',
            url: '/api/v1/policies/{id}',
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
     * Delete a policy. It must not be used by a license or be a product's own.
     * @returns void
     * @throws ApiError
     */
    public deletePolicy({
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
            url: '/api/v1/policies/{id}',
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
                409: `IN_USE: the policy is used by licenses or is a product's own.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
