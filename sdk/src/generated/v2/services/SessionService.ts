/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { HeartbeatAnswer } from '../models/HeartbeatAnswer';
import type { HeartbeatRequest } from '../models/HeartbeatRequest';
import type { SessionEnded } from '../models/SessionEnded';
import type { SessionHeartbeatAnswer } from '../models/SessionHeartbeatAnswer';
import type { SessionRequest } from '../models/SessionRequest';
import type { SessionStarted } from '../models/SessionStarted';
import type { SessionStartRequest } from '../models/SessionStartRequest';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class SessionService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Send a device heartbeat, at most one per minute.
     * @returns HeartbeatAnswer
     * @throws ApiError
     */
    public sendDeviceHeartbeat({
        requestBody,
    }: {
        requestBody: HeartbeatRequest,
    }): CancelablePromise<HeartbeatAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/license/heartbeat',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `LICENSE_INACTIVE or LICENSE_EXPIRED`,
                404: `LICENSE_NOT_FOUND`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Start a session on an activated device. The license limits the number of concurrent sessions.
     * @returns SessionStarted
     * @throws ApiError
     */
    public startSession({
        requestBody,
    }: {
        requestBody: SessionStartRequest,
    }): CancelablePromise<SessionStarted> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/license/session/start',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `LICENSE_INACTIVE or LICENSE_EXPIRED`,
                404: `LICENSE_NOT_FOUND`,
                409: `CONFLICT: the license's concurrent-session limit is reached`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Send a session heartbeat, every 30 seconds. A session expires 60 seconds after its last heartbeat.
     * @returns SessionHeartbeatAnswer
     * @throws ApiError
     */
    public sendSessionHeartbeat({
        requestBody,
    }: {
        requestBody: SessionRequest,
    }): CancelablePromise<SessionHeartbeatAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/license/session/heartbeat',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `NOT_FOUND: the session does not exist or has ended`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * End a session.
     * @returns SessionEnded
     * @throws ApiError
     */
    public endSession({
        requestBody,
    }: {
        requestBody: SessionRequest,
    }): CancelablePromise<SessionEnded> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/license/session/end',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `NOT_FOUND: the session does not exist or has ended`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
