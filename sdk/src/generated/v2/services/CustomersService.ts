/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerLicenses } from '../models/CustomerLicenses';
import type { CustomerOptions } from '../models/CustomerOptions';
import type { CustomerStats } from '../models/CustomerStats';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class CustomersService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Search customers for a Select2 drop-down list.
     * @returns CustomerOptions
     * @throws ApiError
     */
    public searchCustomers({
        q = '',
        page = 1,
    }: {
        /**
         * Case-insensitive part of the name, e-mail or company; with fewer than three letters, their beginning. A text without letters and digits finds nothing. All customers by default.
         */
        q?: string | undefined,
        /**
         * Page number, 1 by default. A page has 20 customers, newest first.
         */
        page?: number | undefined,
    } = {}): CancelablePromise<CustomerOptions> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/customers',
            query: {
                'q': q,
                'page': page,
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
     * List the licenses of a customer, newest first.
     * @returns CustomerLicenses
     * @throws ApiError
     */
    public listCustomerLicenses({
        customerId,
    }: {
        customerId: number,
    }): CancelablePromise<CustomerLicenses> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/customer/{customer_id}/licenses',
            path: {
                'customer_id': customerId,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `NOT_FOUND`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Get the number of a customer's licenses, devices and users.
     * @returns CustomerStats
     * @throws ApiError
     */
    public getCustomerStats({
        customerId,
    }: {
        customerId: number,
    }): CancelablePromise<CustomerStats> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/customer/{customer_id}/quick-stats',
            path: {
                'customer_id': customerId,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `NOT_FOUND`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
