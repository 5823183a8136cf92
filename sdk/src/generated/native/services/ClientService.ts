/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivateLicense } from '../models/ActivateLicense';
import type { ActivationResult } from '../models/ActivationResult';
import type { DeactivateLicense } from '../models/DeactivateLicense';
import type { DeactivationResult } from '../models/DeactivationResult';
import type { EndedLicenseSession } from '../models/EndedLicenseSession';
import type { HeartbeatResult } from '../models/HeartbeatResult';
import type { LicenseSessionHeartbeat } from '../models/LicenseSessionHeartbeat';
import type { LicenseSessionToken } from '../models/LicenseSessionToken';
import type { RecordUsage } from '../models/RecordUsage';
import type { SendHeartbeat } from '../models/SendHeartbeat';
import type { SendLicenseSessionHeartbeat } from '../models/SendLicenseSessionHeartbeat';
import type { StartedLicenseSession } from '../models/StartedLicenseSession';
import type { StartLicenseSession } from '../models/StartLicenseSession';
import type { UsageResult } from '../models/UsageResult';
import type { ValidateLicense } from '../models/ValidateLicense';
import type { ValidationResult } from '../models/ValidationResult';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class ClientService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Start a session on an activated device. The license limits the number of concurrent sessions. A session expires 60 seconds
     * after its last heartbeat, unless it is borrowed.
     * @returns StartedLicenseSession
     * @throws ApiError
     */
    public startLicenseSession({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: StartLicenseSession,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<StartedLicenseSession> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/license-sessions',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `BORROWING_NOT_ALLOWED, or the reason why the license cannot be used on this device.`,
                404: `License not found.`,
                409: `SESSIONS_EXHAUSTED: as many sessions run as may. BORROWS_EXHAUSTED: as many are borrowed as may.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Send a session heartbeat, every 30 seconds. With `borrow_days`, the session is borrowed.
     * @returns LicenseSessionHeartbeat
     * @throws ApiError
     */
    public sendLicenseSessionHeartbeat({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: SendLicenseSessionHeartbeat,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<LicenseSessionHeartbeat> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/license-sessions/heartbeat',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `BORROWING_NOT_ALLOWED, or the reason why the license cannot be used on this device.`,
                404: `The session does not exist or has ended.`,
                409: `BORROWS_EXHAUSTED: as many sessions are borrowed as may. The session goes on.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * End a session, also a borrowed one.
     * @returns EndedLicenseSession
     * @throws ApiError
     */
    public endLicenseSession({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: LicenseSessionToken,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<EndedLicenseSession> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/license-sessions/end',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                404: `The session does not exist or has ended.`,
                409: `A request with this Idempotency-Key is still in progress.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Take or return amounts of a license's meters. All items count, or none. The license key is the credential.
     * @returns UsageResult
     * @throws ApiError
     */
    public recordUsage({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: RecordUsage,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<UsageResult> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/usage',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `The license cannot be used; the code gives the reason.`,
                404: `The license was not found or, with METER_NOT_FOUND, it has no such meter.`,
                409: `METER_EXHAUSTED: not enough is left of a meter. METER_RETURN_EXCEEDED: more is returned than was taken. Nothing of the call counts; \`details\` names the meter.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Activate a license on a device. A known device gets the same activation again, with 200 instead of 201.
     * @returns ActivationResult
     * @throws ApiError
     */
    public activate({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: ActivateLicense,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<ActivationResult> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/activate',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `The license cannot be used; the code gives the reason.`,
                404: `License not found.`,
                409: `The seat limit or the lifetime activation limit is reached.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Validate a license. Always returns 200; `valid` holds the result.
     * @returns ValidationResult
     * @throws ApiError
     */
    public validate({
        requestBody,
    }: {
        requestBody: ValidateLicense,
    }): CancelablePromise<ValidationResult> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/validate',
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
     * Send a heartbeat for an activated device.
     * @returns HeartbeatResult
     * @throws ApiError
     */
    public heartbeat({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: SendHeartbeat,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<HeartbeatResult> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/heartbeat',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `The license cannot be used on this device; the code gives the reason.`,
                404: `License not found.`,
                409: `A request with this Idempotency-Key is still in progress.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Deactivate a license on a device. Also works for expired and disabled licenses.
     * @returns DeactivationResult
     * @throws ApiError
     */
    public deactivate({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: DeactivateLicense,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<DeactivationResult> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/deactivate',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `The license is not active on this device.`,
                404: `License not found.`,
                409: `TRANSFERS_EXHAUSTED: the policy allows no more deactivations now.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
