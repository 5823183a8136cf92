/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Readiness } from '../models/Readiness';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class MonitoringService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
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
