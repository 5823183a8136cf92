/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Connection } from '../models/Connection';
import type { Health } from '../models/Health';
import type { InternalConnection } from '../models/InternalConnection';
import type { LegacyAnswer } from '../models/LegacyAnswer';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class ConnectionService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Check that the server is running.
     * @returns Health
     * @throws ApiError
     */
    public checkHealth(): CancelablePromise<Health> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/health-check',
            errors: {
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Check the API key of a client program.
     * @returns Connection
     * @throws ApiError
     */
    public checkExternalConnection(): CancelablePromise<Connection> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/external/connection-check',
            errors: {
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Check an API key of the internal API.
     * @returns InternalConnection
     * @throws ApiError
     */
    public checkInternalConnection(): CancelablePromise<InternalConnection> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/internal/connection-check',
            errors: {
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Check the API key of a client program, for LicenseBox clients.
     * @returns LegacyAnswer
     * @throws ApiError
     */
    public checkConnectionExt(): CancelablePromise<LegacyAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/check_connection_ext',
            errors: {
                403: `The permission is missing.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Check an API key of the internal API, for LicenseBox clients.
     * @returns LegacyAnswer
     * @throws ApiError
     */
    public checkConnectionInt(): CancelablePromise<LegacyAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/check_connection_int',
            errors: {
                403: `The permission is missing.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
