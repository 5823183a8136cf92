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
     * Activate a license where the program runs. The same place again gets the same seat.
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
         * Where the program runs: a URL, a host, or `<device id>.hwid`. Left out: the address of the connection. `LB-URL` and `X-URL` are read as well.
         */
        xApiUrl?: string | undefined,
        /**
         * Address of the program’s server, which the addresses that a license allows are compared with. Left out: the address of the connection. `LB-IP` is read as well.
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
                400: `The license may not be used so; the message says why.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `The fields of the request are not valid.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * Whether a license may be used where the program runs.
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
         * Where the program runs: a URL, a host, or `<device id>.hwid`. Left out: the address of the connection. `LB-URL` and `X-URL` are read as well.
         */
        xApiUrl?: string | undefined,
        /**
         * Address of the program’s server, which the addresses that a license allows are compared with. Left out: the address of the connection. `LB-IP` is read as well.
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
                400: `The license may not be used so; the message says why.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `The fields of the request are not valid.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * Give back the seat of where the program runs.
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
         * Where the program runs: a URL, a host, or `<device id>.hwid`. Left out: the address of the connection. `LB-URL` and `X-URL` are read as well.
         */
        xApiUrl?: string | undefined,
        /**
         * Address of the program’s server, which the addresses that a license allows are compared with. Left out: the address of the connection. `LB-IP` is read as well.
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
                400: `The license may not be used so; the message says why.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `The fields of the request are not valid.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * Whether a license could be used, wherever it is active. Takes no seat.
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
         * Where the program runs: a URL, a host, or `<device id>.hwid`. Left out: the address of the connection. `LB-URL` and `X-URL` are read as well.
         */
        xApiUrl?: string | undefined,
        /**
         * Address of the program’s server, which the addresses that a license allows are compared with. Left out: the address of the connection. `LB-IP` is read as well.
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
                400: `There is no such license.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `The fields of the request are not valid.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
}
