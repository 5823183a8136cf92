/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Health } from '../models/Health';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class StatusService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * That the server is alive.
     * @returns Health
     * @throws ApiError
     */
    public getHealth(): CancelablePromise<Health> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/health',
            errors: {
                400: `The request is malformed.`,
                500: `The server failed.`,
            },
        });
    }
}
