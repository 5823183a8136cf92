/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SettingPage } from '../models/SettingPage';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class SettingsService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * List settings with their values.
     * @returns SettingPage
     * @throws ApiError
     */
    public listSettings({
        q,
    }: {
        /**
         * Case-insensitive part of the name or the description; all settings by default.
         */
        q?: string | undefined,
    } = {}): CancelablePromise<SettingPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/settings',
            query: {
                'q': q,
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
     * Update settings by name. If one value is invalid, none is changed; null resets a setting to its default. Changes reach every node within ten seconds.
     * @returns SettingPage
     * @throws ApiError
     */
    public updateSettings({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: Record<string, (number | boolean | string | Array<string>) | null>,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<SettingPage> {
        return this.httpRequest.request({
            method: 'PATCH',
            url: '/api/v1/settings',
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
}
