/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActiveSessionCount } from '../models/ActiveSessionCount';
import type { AnalyticsToken } from '../models/AnalyticsToken';
import type { GlobalSearch } from '../models/GlobalSearch';
import type { SearchType } from '../models/SearchType';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class AdminService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Search customers, licenses and devices.
     * @returns GlobalSearch
     * @throws ApiError
     */
    public searchEverything({
        q,
        limit = 20,
        type,
    }: {
        /**
         * Case-insensitive part of a name, key, fingerprint, e-mail address or another text of the row. A text without three letters
         * or digits in a row matches beginnings only. It must contain a letter or a digit.
         */
        q: string,
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * Only results of this type; all types by default.
         */
        type?: SearchType | undefined,
    }): CancelablePromise<GlobalSearch> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/global-search',
            query: {
                'limit': limit,
                'q': q,
                'type': type,
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
     * Count the running sessions of all licenses.
     * @returns ActiveSessionCount
     * @throws ApiError
     */
    public countActiveSessions(): CancelablePromise<ActiveSessionCount> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/sessions/active-count',
            errors: {
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Get a token for programs that evaluate data. It is valid for one hour and can only read, whatever the caller's role.
     * @returns AnalyticsToken
     * @throws ApiError
     */
    public createAnalyticsToken(): CancelablePromise<AnalyticsToken> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/admin/license/auth-token',
            errors: {
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
