/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ChangedLicense } from '../models/ChangedLicense';
import type { CreatedLicenses } from '../models/CreatedLicenses';
import type { CreateLicenses } from '../models/CreateLicenses';
import type { Done } from '../models/Done';
import type { ExtendLicense } from '../models/ExtendLicense';
import type { LicenseList } from '../models/LicenseList';
import type { UpdateLicense } from '../models/UpdateLicense';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class LicensesService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * List licenses, newest first.
     * @returns LicenseList
     * @throws ApiError
     */
    public listLicenses({
        page = 1,
        perPage = 20,
        status,
        search,
    }: {
        page?: number | undefined,
        /**
         * Number of items per page, 20 by default; values above 100 are reduced to 100.
         */
        perPage?: number | undefined,
        /**
         * Status of the licenses. 0: unused, 1: used, 2: disabled.
         */
        status?: number | undefined,
        /**
         * Part of the license key, the device note or the batch note.
         */
        search?: string | undefined,
    } = {}): CancelablePromise<LicenseList> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/licenses',
            query: {
                'page': page,
                'per_page': perPage,
                'status': status,
                'search': search,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                422: `A query parameter is invalid.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Create a batch of licenses. If an error occurs, none is created.
     * @returns CreatedLicenses
     * @throws ApiError
     */
    public createLicenses({
        requestBody,
    }: {
        requestBody: CreateLicenses,
    }): CancelablePromise<CreatedLicenses> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/licenses',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
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
     * Update the machine note of a license, or enable or disable the license.
     * @returns ChangedLicense
     * @throws ApiError
     */
    public updateLicense({
        id,
        requestBody,
    }: {
        id: number,
        requestBody: UpdateLicense,
    }): CancelablePromise<ChangedLicense> {
        return this.httpRequest.request({
            method: 'PUT',
            url: '/api/licenses/{id}',
            path: {
                'id': id,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `A field is invalid.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Delete a license and unbind its machine.
     * @returns Done
     * @throws ApiError
     */
    public deleteLicense({
        id,
    }: {
        id: number,
    }): CancelablePromise<Done> {
        return this.httpRequest.request({
            method: 'DELETE',
            url: '/api/licenses/{id}',
            path: {
                'id': id,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Extend a license by a number of calendar days, counted from its expiry date, past or future.
     * @returns ChangedLicense
     * @throws ApiError
     */
    public extendLicense({
        id,
        requestBody,
    }: {
        id: number,
        requestBody: ExtendLicense,
    }): CancelablePromise<ChangedLicense> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/licenses/{id}/extend',
            path: {
                'id': id,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `A field is invalid.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Disable a license until it is enabled again.
     * @returns ChangedLicense
     * @throws ApiError
     */
    public disableLicense({
        id,
    }: {
        id: number,
    }): CancelablePromise<ChangedLicense> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/licenses/{id}/disable',
            path: {
                'id': id,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Enable a disabled license. A license that was blocked or revoked through another API remains so.
     * @returns ChangedLicense
     * @throws ApiError
     */
    public enableLicense({
        id,
    }: {
        id: number,
    }): CancelablePromise<ChangedLicense> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/licenses/{id}/enable',
            path: {
                'id': id,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Unbind a license from its machine. The next machine that verifies the license is bound to it.
     * @returns ChangedLicense
     * @throws ApiError
     */
    public unbindLicense({
        id,
    }: {
        id: number,
    }): CancelablePromise<ChangedLicense> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/licenses/{id}/unbind',
            path: {
                'id': id,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
