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
     * List all settings with their values.
     * @returns SettingPage
     * @throws ApiError
     */
    public listSettings(): CancelablePromise<SettingPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/settings',
            errors: {
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * Change settings by their names: all of them or, where one is wrong, none. Null puts a default back. Every node follows within ten seconds.
     * @returns SettingPage
     * @throws ApiError
     */
    public updateSettings({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: Record<string, (number | boolean | string | Array<string>) | null>,
        /**
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
}
