/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AlertPage } from '../models/AlertPage';
import type { Anomaly } from '../models/Anomaly';
import type { AnomalyPage } from '../models/AnomalyPage';
import type { AnomalyType } from '../models/AnomalyType';
import type { MonitoringStats } from '../models/MonitoringStats';
import type { Readiness } from '../models/Readiness';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class MonitoringService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * List anomalies of licenses, newest first.
     * @returns AnomalyPage
     * @throws ApiError
     */
    public listAnomalies({
        limit = 20,
        type,
        license,
        q,
        resolved,
        after,
    }: {
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * Type of the anomaly.
         */
        type?: AnomalyType | undefined,
        /**
         * UUID or key of the license.
         */
        license?: string | undefined,
        /**
         * Case-insensitive part of the type or the license key. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit. A search looks through the 10000 newest rows.
         */
        q?: string | undefined,
        /**
         * Whether the anomaly is resolved.
         */
        resolved?: boolean | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    } = {}): CancelablePromise<AnomalyPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/monitoring/anomalies',
            query: {
                'limit': limit,
                'type': type,
                'license': license,
                'q': q,
                'resolved': resolved,
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
     * Resolve an anomaly. Only what happens afterwards can lead to a new one of its type. A resolved anomaly is unchanged.
     * @returns Anomaly
     * @throws ApiError
     */
    public resolveAnomaly({
        id,
        idempotencyKey,
    }: {
        id: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Anomaly> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/monitoring/anomalies/{id}/resolve',
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
    /**
     * List alerts about the installation, including cleared ones of the last 90 days, newest first.
     * @returns AlertPage
     * @throws ApiError
     */
    public listAlerts({
        limit = 20,
        q,
        open,
        after,
    }: {
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * Case-insensitive part of the type, the message or the node. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit.
         */
        q?: string | undefined,
        /**
         * Whether the alert is open, that is, its condition still holds.
         */
        open?: boolean | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    } = {}): CancelablePromise<AlertPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/monitoring/alerts',
            query: {
                'limit': limit,
                'q': q,
                'open': open,
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
     * Get live statistics: what is in use now, and figures of the node that answers. Counts above 100,000 are estimates.
     * @returns MonitoringStats
     * @throws ApiError
     */
    public getMonitoringStats(): CancelablePromise<MonitoringStats> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/monitoring/stats',
            errors: {
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Check whether this node is ready: its database is writable and answers in time, its settings are loaded, and it is not stopping.
     * @returns Readiness
     * @throws ApiError
     */
    public getReadiness(): CancelablePromise<Readiness> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/health/ready',
            errors: {
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
                503: `The database is unreachable, read-only or does not answer within two seconds, the settings are not loaded, or the server is stopping.`,
            },
        });
    }
}
