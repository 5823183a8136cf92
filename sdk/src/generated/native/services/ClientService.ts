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
     * Take a seat for this device. The same device again gets the same seat, with 200 instead of 201.
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
                403: `The license may not be used: the code says why.`,
                404: `There is no such license.`,
                409: `All seats or uses are taken.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * May this program run? The answer is 200 for every license, and `valid` says yes or no.
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
     * Show that the program still runs.
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
                403: `The license may not be used here: the code says why.`,
                404: `There is no such license.`,
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
     * Give this device's seat back, also of a license that has expired or is disabled.
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
                404: `There is no such license.`,
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
