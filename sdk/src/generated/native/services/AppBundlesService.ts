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
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
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
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                409: `An app bundle with this app_bundle_id already exists.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
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
        appBundleId,
        status,
        platform,
        q,
        after,
    }: {
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        appBundleId?: string | undefined,
        status?: 'active' | 'expired' | 'disabled' | undefined,
        platform?: string | undefined,
        /**
         * Case-insensitive part of the app_bundle_id or the description. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit.
         */
        q?: string | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    } = {}): CancelablePromise<AppBundlePage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/app-bundles',
            query: {
                'limit': limit,
                'app_bundle_id': appBundleId,
                'status': status,
                'platform': platform,
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
     * Get an app bundle.
     * @returns AppBundle
     * @throws ApiError
     */
    public getAppBundle({
        id,
    }: {
        /**
         * UUID or app_bundle_id of the app bundle.
         */
        id: string,
    }): CancelablePromise<AppBundle> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/app-bundles/{id}',
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
     * Update an app bundle. Omitted fields are unchanged.
     * @returns AppBundle
     * @throws ApiError
     */
    public updateAppBundle({
        id,
        requestBody,
        idempotencyKey,
    }: {
        /**
         * UUID or app_bundle_id of the app bundle.
         */
        id: string,
        requestBody: UpdateAppBundle,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
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
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                409: `An app bundle with this app_bundle_id already exists.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
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
        /**
         * UUID or app_bundle_id of the app bundle.
         */
        id: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
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
