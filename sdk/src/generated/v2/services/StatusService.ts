/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ServerHealth } from '../models/ServerHealth';
import type { Status } from '../models/Status';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class StatusService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Get the server status. Browsers are redirected to the console.
     * @returns Status
     * @throws ApiError
     */
    public getStatus(): CancelablePromise<Status> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/',
            errors: {
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Check that the server is running.
     * @returns ServerHealth
     * @throws ApiError
     */
    public getHealth(): CancelablePromise<ServerHealth> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/health',
            errors: {
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
