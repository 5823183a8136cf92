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
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
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
     * List policies, newest first.
     * @returns PolicyPage
     * @throws ApiError
     */
    public listPolicies({
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
    } = {}): CancelablePromise<PolicyPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/policies',
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
     * Update a policy. Behavior applies to existing licenses at once; limits, terms and features only to licenses issued later.
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
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such thing.`,
                409: `IN_USE: the policy is used by licenses or is a product's own.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
}
