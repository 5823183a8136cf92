/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AppBundle } from '../models/AppBundle';
import type { AppBundlePage } from '../models/AppBundlePage';
import type { CreateAppBundle } from '../models/CreateAppBundle';
import type { UpdateAppBundle } from '../models/UpdateAppBundle';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class AppBundlesService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Create an app bundle.
     * @returns AppBundle
     * @throws ApiError
     */
    public createAppBundle({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: CreateAppBundle,
        /**
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<AppBundle> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/app-bundles',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                409: `An app bundle with this app_bundle_id already exists.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * List app bundles, newest first.
     * @returns AppBundlePage
     * @throws ApiError
     */
    public listAppBundles({
        limit = 20,
        status,
        after,
        appBundleId,
        platform,
    }: {
        /**
         * Rows at the most.
         */
        limit?: number | undefined,
        status?: 'active' | 'expired' | 'disabled' | undefined,
        /**
         * The `next` of the page before; left out for the newest rows.
         */
        after?: string | undefined,
        appBundleId?: string | undefined,
        platform?: string | undefined,
    } = {}): CancelablePromise<AppBundlePage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/app-bundles',
            query: {
                'limit': limit,
                'status': status,
                'after': after,
                'app_bundle_id': appBundleId,
                'platform': platform,
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
     * Get an app bundle.
     * @returns AppBundle
     * @throws ApiError
     */
    public getAppBundle({
        id,
    }: {
        id: string,
    }): CancelablePromise<AppBundle> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/app-bundles/{id}',
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
     * Update an app bundle. Omitted fields are unchanged.
     * @returns AppBundle
     * @throws ApiError
     */
    public updateAppBundle({
        id,
        requestBody,
        idempotencyKey,
    }: {
        id: string,
        requestBody: UpdateAppBundle,
        /**
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<AppBundle> {
        return this.httpRequest.request({
            method: 'PATCH',
            url: '/api/v1/app-bundles/{id}',
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
                409: `An app bundle with this app_bundle_id already exists.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * Delete an app bundle and its license file.
     * @returns void
     * @throws ApiError
     */
    public deleteAppBundle({
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
            url: '/api/v1/app-bundles/{id}',
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
