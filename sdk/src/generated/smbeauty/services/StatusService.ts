/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ServerHealth } from '../models/ServerHealth';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class StatusService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
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
                500: `Internal server error.`,
            },
        });
    }
}
