/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseSessionPage } from '../models/LicenseSessionPage';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class LicenseSessionsService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * List license sessions, including ended ones, newest first.
     * @returns LicenseSessionPage
     * @throws ApiError
     */
    public listLicenseSessions({
        limit = 20,
        license,
        running,
        q,
        after,
    }: {
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * UUID or key of the license.
         */
        license?: string | undefined,
        /**
         * Whether the session is active.
         */
        running?: boolean | undefined,
        /**
         * Case-insensitive part of the license key, the fingerprint or the device name. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit. A search looks through the 10000 newest rows.
         */
        q?: string | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    } = {}): CancelablePromise<LicenseSessionPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/license-sessions',
            query: {
                'limit': limit,
                'license': license,
                'running': running,
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
}
