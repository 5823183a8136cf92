/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ChangedProductLicense } from '../models/ChangedProductLicense';
import type { CreateProductLicense } from '../models/CreateProductLicense';
import type { LicenseStatus } from '../models/LicenseStatus';
import type { ProductLicenseAnswer } from '../models/ProductLicenseAnswer';
import type { ProductLicenseList } from '../models/ProductLicenseList';
import type { UpdateProductLicense } from '../models/UpdateProductLicense';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class LicensesService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Block a license until it is unblocked. A blocked license refuses activations and verifications.
     * @returns ChangedProductLicense
     * @throws ApiError
     */
    public blockLicense({
        id,
    }: {
        id: string,
    }): CancelablePromise<ChangedProductLicense> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/internal/blocked-product-licenses/{id}',
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
     * Unblock a license. A disabled, revoked or expired license remains so.
     * @returns ChangedProductLicense
     * @throws ApiError
     */
    public unblockLicense({
        id,
    }: {
        id: string,
    }): CancelablePromise<ChangedProductLicense> {
        return this.httpRequest.request({
            method: 'DELETE',
            url: '/api/internal/blocked-product-licenses/{id}',
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
     * List licenses, newest first.
     * @returns ProductLicenseList
     * @throws ApiError
     */
    public listLicenses({
        page = 1,
        perPage = 20,
        search,
        productReferenceId,
        customerId,
        status,
        isValid,
        isBlocked,
    }: {
        /**
         * Page number, starting at 1; 1 by default.
         */
        page?: number | undefined,
        /**
         * Number of items per page, 20 by default; values above 100 are reduced to 100.
         */
        perPage?: number | undefined,
        /**
         * Case-insensitive part of the license code or of the customer's email.
         */
        search?: string | undefined,
        productReferenceId?: string | undefined,
        customerId?: string | undefined,
        /**
         * Current status of the license.
         */
        status?: LicenseStatus | undefined,
        isValid?: boolean | undefined,
        isBlocked?: boolean | undefined,
    } = {}): CancelablePromise<ProductLicenseList> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/internal/product-licenses',
            query: {
                'page': page,
                'per_page': perPage,
                'search': search,
                'product_reference_id': productReferenceId,
                'customer_id': customerId,
                'status': status,
                'is_valid': isValid,
                'is_blocked': isBlocked,
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
     * Create a license.
     * @returns ChangedProductLicense
     * @throws ApiError
     */
    public createLicense({
        requestBody,
    }: {
        requestBody: CreateProductLicense,
    }): CancelablePromise<ChangedProductLicense> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/internal/product-licenses',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `A field is invalid, the product was not found, or the license code already exists.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Get a license by its code or number.
     * @returns ProductLicenseAnswer
     * @throws ApiError
     */
    public getLicense({
        id,
    }: {
        id: string,
    }): CancelablePromise<ProductLicenseAnswer> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/internal/product-licenses/{id}',
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
     * Update a license. Omitted fields are unchanged.
     * @returns ChangedProductLicense
     * @throws ApiError
     */
    public updateLicense({
        id,
        requestBody,
    }: {
        id: string,
        requestBody: UpdateProductLicense,
    }): CancelablePromise<ChangedProductLicense> {
        return this.httpRequest.request({
            method: 'PUT',
            url: '/api/internal/product-licenses/{id}',
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
                422: `A field is invalid, the product was not found, or the license code already exists.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
