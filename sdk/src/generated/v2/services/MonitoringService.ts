/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AnomalyStats } from '../models/AnomalyStats';
import type { LiveStats } from '../models/LiveStats';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class MonitoringService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Get live statistics and the open alerts. Counts above 100,000 are estimates.
     * @returns LiveStats
     * @throws ApiError
     */
    public getLiveStats(): CancelablePromise<LiveStats> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/monitoring/live-stats',
            errors: {
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Get the number of anomalies by type.
     * @returns AnomalyStats
     * @throws ApiError
     */
    public getAnomalyStats(): CancelablePromise<AnomalyStats> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/monitoring/anomaly-stats',
            errors: {
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
