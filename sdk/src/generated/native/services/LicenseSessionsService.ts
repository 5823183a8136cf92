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
        after,
    }: {
        /**
         * Rows at the most.
         */
        limit?: number | undefined,
        /**
         * ID of the license.
         */
        license?: string | undefined,
        /**
         * Whether the session is active.
         */
        running?: boolean | undefined,
        /**
         * The `next` of the page before; left out for the newest rows.
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
}
