/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivateAnswer } from '../models/ActivateAnswer';
import type { ActivateRequest } from '../models/ActivateRequest';
import type { InfoAnswer } from '../models/InfoAnswer';
import type { VerifyAnswer } from '../models/VerifyAnswer';
import type { VerifyRequest } from '../models/VerifyRequest';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class LicenseService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Activate a license on a device. Repeating the call on the same device reuses the seat.
     * @returns ActivateAnswer
     * @throws ApiError
     */
    public activateLicense({
        requestBody,
    }: {
        requestBody: ActivateRequest,
    }): CancelablePromise<ActivateAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/license/activate',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `LICENSE_NOT_FOUND`,
                409: `ACTIVATION_LIMIT_REACHED or DEVICE_BOUND_ELSEWHERE`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Verify that a license may be used on a device. The status is 200 for invalid licenses too.
     * @returns VerifyAnswer
     * @throws ApiError
     */
    public verifyLicense({
        requestBody,
    }: {
        requestBody: VerifyRequest,
    }): CancelablePromise<VerifyAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/license/verify',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Get a license with its devices.
     * @returns InfoAnswer
     * @throws ApiError
     */
    public getLicenseInfo({
        licenseKey,
    }: {
        licenseKey: string,
    }): CancelablePromise<InfoAnswer> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/license/info/{license_key}',
            path: {
                'license_key': licenseKey,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `LICENSE_NOT_FOUND`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
