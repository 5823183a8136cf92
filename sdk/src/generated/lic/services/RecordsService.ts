/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LogList } from '../models/LogList';
import type { StatsAnswer } from '../models/StatsAnswer';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class RecordsService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Get statistics of licenses and verifications.
     * @returns StatsAnswer
     * @throws ApiError
     */
    public getStats(): CancelablePromise<StatsAnswer> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/stats',
            errors: {
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List verification requests with their results, newest first.
     * @returns LogList
     * @throws ApiError
     */
    public listLogs({
        page = 1,
        perPage = 50,
        licenseKey,
        startDate,
        endDate,
        ipAddress,
    }: {
        page?: number | undefined,
        /**
         * Number of items per page, 50 by default; values above 100 are reduced to 100.
         */
        perPage?: number | undefined,
        licenseKey?: string | undefined,
        startDate?: string | undefined,
        /**
         * Last day, inclusive.
         */
        endDate?: string | undefined,
        ipAddress?: string | undefined,
    } = {}): CancelablePromise<LogList> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/logs',
            query: {
                'page': page,
                'per_page': perPage,
                'license_key': licenseKey,
                'start_date': startDate,
                'end_date': endDate,
                'ip_address': ipAddress,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                422: `A query parameter is invalid.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
