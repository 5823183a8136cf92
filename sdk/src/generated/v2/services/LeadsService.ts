/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LeadStats } from '../models/LeadStats';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class LeadsService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Get lead statistics.
     * @returns LeadStats
     * @throws ApiError
     */
    public getLeadStats(): CancelablePromise<LeadStats> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/leads/api/stats',
            errors: {
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
