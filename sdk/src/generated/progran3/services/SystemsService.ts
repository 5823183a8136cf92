/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DescribeAnswer } from '../models/DescribeAnswer';
import type { DescribeSystem } from '../models/DescribeSystem';
import type { HeartbeatAnswer } from '../models/HeartbeatAnswer';
import type { HeartbeatList } from '../models/HeartbeatList';
import type { HeartbeatRequest } from '../models/HeartbeatRequest';
import type { StatsAnswer } from '../models/StatsAnswer';
import type { SystemList } from '../models/SystemList';
import type { TelemetryAnswer } from '../models/TelemetryAnswer';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class SystemsService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * List systems, the most recently seen first.
     * @returns SystemList
     * @throws ApiError
     */
    public listSystems({
        page = 1,
    }: {
        /**
         * Page number, starting at 1; 1 by default. A page has 1,000 systems.
         */
        page?: number | undefined,
    } = {}): CancelablePromise<SystemList> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/systems',
            query: {
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
     * Create or update a system.
     * @returns DescribeAnswer
     * @throws ApiError
     */
    public updateSystem({
        requestBody,
    }: {
        requestBody: DescribeSystem,
    }): CancelablePromise<DescribeAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/systems',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `FORBIDDEN: the system belongs to another license, or the license has reached its system limit`,
                404: `NOT_FOUND: license not found`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Record a heartbeat of an activated system.
     * @returns HeartbeatAnswer
     * @throws ApiError
     */
    public recordHeartbeat({
        requestBody,
    }: {
        requestBody: HeartbeatRequest,
    }): CancelablePromise<HeartbeatAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/heartbeats',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `FORBIDDEN: not active, expired, or bound to another system`,
                404: `NOT_FOUND`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List the latest heartbeats, newest first.
     * @returns HeartbeatList
     * @throws ApiError
     */
    public listHeartbeats({
        limit = 50,
        since,
    }: {
        /**
         * Maximum number of items, 50 by default; values above 100 are reduced to 100.
         */
        limit?: number | undefined,
        /**
         * Earliest time of the heartbeats.
         */
        since?: string | null | undefined,
    } = {}): CancelablePromise<HeartbeatList> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/heartbeats',
            query: {
                'limit': limit,
                'since': since,
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
     * Accept telemetry. Nothing is stored.
     * @returns TelemetryAnswer
     * @throws ApiError
     */
    public sendTelemetry({
        requestBody,
    }: {
        requestBody: Record<string, any>,
    }): CancelablePromise<TelemetryAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/telemetry',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Get statistics of licenses, users and systems.
     * @returns StatsAnswer
     * @throws ApiError
     */
    public getDashboardStats(): CancelablePromise<StatsAnswer> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/dashboard/stats',
            errors: {
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
