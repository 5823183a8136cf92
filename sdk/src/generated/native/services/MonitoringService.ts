/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ReadinessDto } from '../models/ReadinessDto';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class MonitoringService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Whether this node can serve: its database answers in time and can be written to, the settings have been read, and it was not told to stop.
     * @returns ReadinessDto
     * @throws ApiError
     */
    public getReadiness(): CancelablePromise<ReadinessDto> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/health/ready',
            errors: {
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
                503: `The database cannot be reached, does not answer within two seconds or is read-only, or the server is stopping.`,
            },
        });
    }
}
