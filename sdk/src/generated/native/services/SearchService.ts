/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SearchResults } from '../models/SearchResults';
import type { SearchType } from '../models/SearchType';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class SearchService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Search customers, licenses, devices, resources, leads and products. Types that the caller may not read are left out.
     * @returns SearchResults
     * @throws ApiError
     */
    public search({
        q,
        limit = 20,
        type,
    }: {
        /**
         * Case-insensitive part of a name, key, fingerprint, e-mail address or another text that the lists search. A text without
         * three letters or digits in a row matches beginnings only. It must contain a letter or a digit.
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
    }): CancelablePromise<SearchResults> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/search',
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
}
