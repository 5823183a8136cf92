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
     * Whether there is a newer version than the caller's, and what is new in it.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such product, or it has no version.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `The fields of the request are not valid.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * The newest version of a product.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such product, or it has no version.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `The fields of the request are not valid.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * Download a file of a version: as a whole or, with `Range`, in part.
     * @returns binary The file. `X-LM-Checksum-SHA256` is its checksum, `ETag` the same in quotes.
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
         * Where the program runs: a URL, a host, or `<device id>.hwid`. Left out: the address of the connection. `LB-URL` and `X-URL` are read as well.
         */
        xApiUrl?: string | undefined,
        /**
         * Address of the program’s server, which the addresses that a license allows are compared with. Left out: the address of the connection. `LB-IP` is read as well.
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
                400: `The request is malformed.`,
                401: `No valid API key, or a license whose updates have ended or that may not be used here.`,
                403: `The credential may not do this.`,
                404: `There is no such version, or it has no such file.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                416: `The file has no such part.`,
                422: `The fields of the request are not valid.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * Size and kind of such a file, in the headers. A `GET` gets the same headers and is cut off where the file would begin.
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
         * Reference of the product, where another one has a version of that name too.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such version, or it has no such file.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
}
