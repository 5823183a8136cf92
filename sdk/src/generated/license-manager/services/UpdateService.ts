/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CheckUpdateRequest } from '../models/CheckUpdateRequest';
import type { LatestVersionAnswer } from '../models/LatestVersionAnswer';
import type { LatestVersionRequest } from '../models/LatestVersionRequest';
import type { LicenseClaims } from '../models/LicenseClaims';
import type { UpdateAnswer } from '../models/UpdateAnswer';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class UpdateService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Check for a newer version than the program's, and get its changelog.
     * @returns UpdateAnswer
     * @throws ApiError
     */
    public checkUpdate({
        requestBody,
    }: {
        requestBody: CheckUpdateRequest,
    }): CancelablePromise<UpdateAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/external/update/check',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Product not found, or it has no version.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `A field is invalid.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Get the latest version of a product.
     * @returns LatestVersionAnswer
     * @throws ApiError
     */
    public getLatestVersion({
        requestBody,
    }: {
        requestBody: LatestVersionRequest,
    }): CancelablePromise<LatestVersionAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/external/update/latest',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Product not found, or it has no version.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `A field is invalid.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Download a file of a version; `Range` requests are supported.
     * @returns binary The file. `X-LM-Checksum-SHA256` is its checksum; `ETag` is the same value in quotes.
     * @throws ApiError
     */
    public downloadUpdate({
        version,
        type,
        requestBody,
        xApiUrl,
        xApiIp,
    }: {
        version: string,
        type: 'main' | 'sql',
        requestBody: LicenseClaims,
        /**
         * Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too.
         */
        xApiUrl?: string | undefined,
        /**
         * Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too.
         */
        xApiIp?: string | undefined,
    }): CancelablePromise<Blob> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/external/update/{version}/download/{type}',
            path: {
                'version': version,
                'type': type,
            },
            headers: {
                'X-API-URL': xApiUrl,
                'X-API-IP': xApiIp,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The API key is invalid, or the license is refused or no longer includes updates.`,
                403: `The permission is missing.`,
                404: `Version or file not found.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                416: `The requested range is not satisfiable.`,
                422: `A field is invalid.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Get size and type of a file from the response headers. `GET` returns the same headers without the file.
     * @returns any
     * @throws ApiError
     */
    public getDownloadSize({
        version,
        type,
        productId,
    }: {
        version: string,
        type: 'main' | 'sql',
        /**
         * Reference of the product. Needed if several products have a version of this name.
         */
        productId?: string | null | undefined,
    }): CancelablePromise<any> {
        return this.httpRequest.request({
            method: 'HEAD',
            url: '/api/external/update/{version}/download/{type}/size',
            path: {
                'version': version,
                'type': type,
            },
            query: {
                'product_id': productId,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Version or file not found.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
