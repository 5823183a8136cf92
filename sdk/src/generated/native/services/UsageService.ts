/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MeterPeriodPage } from '../models/MeterPeriodPage';
import type { RecordUsage } from '../models/RecordUsage';
import type { UsageResult } from '../models/UsageResult';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class UsageService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Take or return amounts of a license's meters. All items count, or none. The license key is the credential.
     * @returns UsageResult
     * @throws ApiError
     */
    public recordUsage({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: RecordUsage,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<UsageResult> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/usage',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `The license cannot be used; the code gives the reason.`,
                404: `The license was not found or, with METER_NOT_FOUND, it has no such meter.`,
                409: `METER_EXHAUSTED: not enough is left of a meter. METER_RETURN_EXCEEDED: more is returned than was taken. Nothing of the call counts; \`details\` names the meter.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List what a license used of its meters, by period, newest first. Periods without usage are omitted.
     * @returns MeterPeriodPage
     * @throws ApiError
     */
    public listLicenseUsage({
        id,
        limit = 20,
        meter,
        q,
        from,
        to,
        after,
    }: {
        /**
         * UUID or key of the license.
         */
        id: string,
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * Code of a meter.
         */
        meter?: string | undefined,
        /**
         * Case-insensitive part of the code or the name of the meter. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit.
         */
        q?: string | undefined,
        /**
         * Periods that begin at this time or later.
         */
        from?: string | undefined,
        /**
         * Periods that begin before this time.
         */
        to?: string | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    }): CancelablePromise<MeterPeriodPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/licenses/{id}/usage',
            path: {
                'id': id,
            },
            query: {
                'limit': limit,
                'meter': meter,
                'q': q,
                'from': from,
                'to': to,
                'after': after,
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
}
