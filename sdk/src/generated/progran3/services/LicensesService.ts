/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivateAnswer } from '../models/ActivateAnswer';
import type { ActivateRequest } from '../models/ActivateRequest';
import type { ChangedLicense } from '../models/ChangedLicense';
import type { CreateLicense } from '../models/CreateLicense';
import type { DeletedLicense } from '../models/DeletedLicense';
import type { GenerateAnswer } from '../models/GenerateAnswer';
import type { GenerateLicense } from '../models/GenerateLicense';
import type { LicenseAnswer } from '../models/LicenseAnswer';
import type { LicenseList } from '../models/LicenseList';
import type { UpdateLicense } from '../models/UpdateLicense';
import type { ValidateAnswer } from '../models/ValidateAnswer';
import type { ValidateRequest } from '../models/ValidateRequest';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class LicensesService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * List licenses.
     * @returns LicenseList
     * @throws ApiError
     */
    public listLicenses({
        page = 1,
        limit = 50,
        sort = 'created_at',
        order = 'desc',
        status,
        userId,
        search,
    }: {
        page?: number | undefined,
        /**
         * Maximum number of items per page, 50 by default; values above 100 are reduced to 100.
         */
        limit?: number | undefined,
        sort?: 'created_at' | 'updated_at' | 'expires_at' | undefined,
        order?: 'asc' | 'desc' | undefined,
        status?: 'generated' | 'activated' | 'active' | 'expired' | 'revoked' | undefined,
        /**
         * Id of the user.
         */
        userId?: string | undefined,
        /**
         * Part of the license key or of the description.
         */
        search?: string | undefined,
    } = {}): CancelablePromise<LicenseList> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/licenses',
            query: {
                'page': page,
                'limit': limit,
                'sort': sort,
                'order': order,
                'status': status,
                'user_id': userId,
                'search': search,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Create a license with a custom key.
     * @returns ChangedLicense
     * @throws ApiError
     */
    public createLicense({
        requestBody,
    }: {
        requestBody: CreateLicense,
    }): CancelablePromise<ChangedLicense> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/licenses',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                409: `The license key already exists.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Update a license. The duration counts from the first activation; a new status replaces the previous one.
     * @returns ChangedLicense
     * @throws ApiError
     */
    public updateLicense({
        id,
        requestBody,
    }: {
        id: string,
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
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Delete a license, its activations and its systems.
     * @returns DeletedLicense
     * @throws ApiError
     */
    public deleteLicense({
        id,
    }: {
        id: string,
    }): CancelablePromise<DeletedLicense> {
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
     * Get a license.
     * @returns LicenseAnswer
     * @throws ApiError
     */
    public getLicense({
        id,
    }: {
        id: string,
    }): CancelablePromise<LicenseAnswer> {
        return this.httpRequest.request({
            method: 'GET',
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
     * Generate a license. Its duration starts with the first activation.
     * @returns GenerateAnswer
     * @throws ApiError
     */
    public generateLicense({
        requestBody,
    }: {
        requestBody: GenerateLicense,
    }): CancelablePromise<GenerateAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/licenses/generate',
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
     * Activate a license for a user on a system. Repeating the call for the same user and system has no effect.
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
            url: '/api/licenses/activate',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `FORBIDDEN or EMAIL_MISMATCH`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Validate that a license may be used on a system.
     * @returns ValidateAnswer
     * @throws ApiError
     */
    public validateLicense({
        requestBody,
    }: {
        requestBody: ValidateRequest,
    }): CancelablePromise<ValidateAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/licenses/validate',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `FORBIDDEN: not active, expired, or bound to another system`,
                404: `NOT_FOUND`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
