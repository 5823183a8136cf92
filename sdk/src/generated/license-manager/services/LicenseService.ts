/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivateRequest } from '../models/ActivateRequest';
import type { ActivationAnswer } from '../models/ActivationAnswer';
import type { CheckLicenseRequest } from '../models/CheckLicenseRequest';
import type { ExternalAnswer } from '../models/ExternalAnswer';
import type { LicenseClaims } from '../models/LicenseClaims';
import type { VerificationAnswer } from '../models/VerificationAnswer';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class LicenseService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Activate a license at the program's location. Repeating the call at the same location reuses the seat.
     * @returns ActivationAnswer
     * @throws ApiError
     */
    public activateLicense({
        requestBody,
        xApiUrl,
        xApiIp,
    }: {
        requestBody: ActivateRequest,
        /**
         * Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too.
         */
        xApiUrl?: string | undefined,
        /**
         * Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too.
         */
        xApiIp?: string | undefined,
    }): CancelablePromise<ActivationAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/external/license/activate',
            headers: {
                'X-API-URL': xApiUrl,
                'X-API-IP': xApiIp,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The license is refused; see the message.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `A field is invalid.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Verify that a license may be used at the program's location.
     * @returns VerificationAnswer
     * @throws ApiError
     */
    public verifyLicense({
        requestBody,
        xApiUrl,
        xApiIp,
    }: {
        requestBody: LicenseClaims,
        /**
         * Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too.
         */
        xApiUrl?: string | undefined,
        /**
         * Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too.
         */
        xApiIp?: string | undefined,
    }): CancelablePromise<VerificationAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/external/license/verify',
            headers: {
                'X-API-URL': xApiUrl,
                'X-API-IP': xApiIp,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The license is refused; see the message.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `A field is invalid.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Deactivate a license at the program's location and release its seat.
     * @returns ExternalAnswer
     * @throws ApiError
     */
    public deactivateLicense({
        requestBody,
        xApiUrl,
        xApiIp,
    }: {
        requestBody: LicenseClaims,
        /**
         * Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too.
         */
        xApiUrl?: string | undefined,
        /**
         * Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too.
         */
        xApiIp?: string | undefined,
    }): CancelablePromise<ExternalAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/external/license/deactivate',
            headers: {
                'X-API-URL': xApiUrl,
                'X-API-IP': xApiIp,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The license is refused; see the message.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `A field is invalid.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Check whether a license is usable, without activating it.
     * @returns ExternalAnswer
     * @throws ApiError
     */
    public checkLicense({
        requestBody,
        xApiUrl,
        xApiIp,
    }: {
        requestBody: CheckLicenseRequest,
        /**
         * Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too.
         */
        xApiUrl?: string | undefined,
        /**
         * Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too.
         */
        xApiIp?: string | undefined,
    }): CancelablePromise<ExternalAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/external/license/check',
            headers: {
                'X-API-URL': xApiUrl,
                'X-API-IP': xApiIp,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `License not found.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `A field is invalid.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
