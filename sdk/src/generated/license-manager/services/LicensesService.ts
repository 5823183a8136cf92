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
     * Block a license until it is unblocked: it neither activates nor verifies.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such thing.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * Unblock a license. What else is wrong with it stays so.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such thing.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * List licenses, the newest first.
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
        page?: number | undefined,
        /**
         * More than 100 are cut to 100.
         */
        perPage?: number | undefined,
        /**
         * Part of the code or of the customer's e-mail, in any case of letters.
         */
        search?: string | undefined,
        productReferenceId?: string | undefined,
        customerId?: string | undefined,
        /**
         * What the license is at this moment.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                422: `The parameters of the request are not valid.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `A field is not valid, there is no such product, or there is a license with this code already.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * Read a license, by its code or its number.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such thing.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * Change a license. Fields left out stay as they are.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such thing.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `A field is not valid, there is no such product, or there is a license with this code already.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
}
