/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivateLicense } from '../models/ActivateLicense';
import type { ActivationResult } from '../models/ActivationResult';
import type { DeactivateLicense } from '../models/DeactivateLicense';
import type { DeactivationResult } from '../models/DeactivationResult';
import type { HeartbeatResult } from '../models/HeartbeatResult';
import type { SendHeartbeat } from '../models/SendHeartbeat';
import type { ValidateLicense } from '../models/ValidateLicense';
import type { ValidationResult } from '../models/ValidationResult';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class ClientService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
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
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
                400: `The request is malformed.`,
                403: `The license cannot be used; the code gives the reason.`,
                404: `License not found.`,
                409: `The seat limit or the lifetime activation limit is reached.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
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
                400: `The request is malformed.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
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
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
                400: `The request is malformed.`,
                403: `The license cannot be used on this device; the code gives the reason.`,
                404: `License not found.`,
                409: `A request with this Idempotency-Key is still running.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
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
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
                400: `The request is malformed.`,
                403: `The license is not active on this device.`,
                404: `License not found.`,
                409: `A request with this Idempotency-Key is still running.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
}
