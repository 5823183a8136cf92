/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivateRequest } from '../models/ActivateRequest';
import type { CheckUpdateRequest } from '../models/CheckUpdateRequest';
import type { LatestVersionRequest } from '../models/LatestVersionRequest';
import type { LegacyActivationAnswer } from '../models/LegacyActivationAnswer';
import type { LegacyAddedProduct } from '../models/LegacyAddedProduct';
import type { LegacyAddProduct } from '../models/LegacyAddProduct';
import type { LegacyAnswer } from '../models/LegacyAnswer';
import type { LegacyCreateLicense } from '../models/LegacyCreateLicense';
import type { LegacyEditLicense } from '../models/LegacyEditLicense';
import type { LegacyFoundProduct } from '../models/LegacyFoundProduct';
import type { LegacyLatestVersionAnswer } from '../models/LegacyLatestVersionAnswer';
import type { LegacyLicense } from '../models/LegacyLicense';
import type { LegacyLicenseAnswer } from '../models/LegacyLicenseAnswer';
import type { LegacyLicenseCode } from '../models/LegacyLicenseCode';
import type { LegacyLicenses } from '../models/LegacyLicenses';
import type { LegacyProductId } from '../models/LegacyProductId';
import type { LegacyProducts } from '../models/LegacyProducts';
import type { LegacySavedLicense } from '../models/LegacySavedLicense';
import type { LegacySearchLicense } from '../models/LegacySearchLicense';
import type { LegacyUpdateAnswer } from '../models/LegacyUpdateAnswer';
import type { LicenseClaims } from '../models/LicenseClaims';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class LegacyService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Activate a license at the program's location.
     * @returns LegacyActivationAnswer
     * @throws ApiError
     */
    public activateLicenseLegacy({
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
    }): CancelablePromise<LegacyActivationAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/activate_license',
            headers: {
                'X-API-URL': xApiUrl,
                'X-API-IP': xApiIp,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Verify that a license may be used at the program's location.
     * @returns LegacyLicenseAnswer
     * @throws ApiError
     */
    public verifyLicenseLegacy({
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
    }): CancelablePromise<LegacyLicenseAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/verify_license',
            headers: {
                'X-API-URL': xApiUrl,
                'X-API-IP': xApiIp,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Deactivate a license at the program's location and release its seat.
     * @returns LegacyLicenseAnswer
     * @throws ApiError
     */
    public deactivateLicenseLegacy({
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
    }): CancelablePromise<LegacyLicenseAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/deactivate_license',
            headers: {
                'X-API-URL': xApiUrl,
                'X-API-IP': xApiIp,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Get the latest version of a product.
     * @returns LegacyLatestVersionAnswer
     * @throws ApiError
     */
    public getLatestVersionLegacy({
        requestBody,
        xApiUrl,
        xApiIp,
    }: {
        requestBody: LatestVersionRequest,
        /**
         * Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too.
         */
        xApiUrl?: string | undefined,
        /**
         * Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too.
         */
        xApiIp?: string | undefined,
    }): CancelablePromise<LegacyLatestVersionAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/latest_version',
            headers: {
                'X-API-URL': xApiUrl,
                'X-API-IP': xApiIp,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Check for a newer version than the program's.
     * @returns LegacyUpdateAnswer
     * @throws ApiError
     */
    public checkUpdateLegacy({
        requestBody,
        xApiUrl,
        xApiIp,
    }: {
        requestBody: CheckUpdateRequest,
        /**
         * Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too.
         */
        xApiUrl?: string | undefined,
        /**
         * Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too.
         */
        xApiIp?: string | undefined,
    }): CancelablePromise<LegacyUpdateAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/check_update',
            headers: {
                'X-API-URL': xApiUrl,
                'X-API-IP': xApiIp,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Download a file of a version; `Range` requests are supported.
     * @returns binary The file.
     * @throws ApiError
     */
    public downloadUpdateLegacy({
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
            url: '/api/download_update/{type}/{version}',
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
                401: `The license is refused. The response has no body.`,
                403: `The permission is missing.`,
                404: `Version or file not found. The response has no body.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                416: `The requested range is not satisfiable. The response has no body.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Get size and type of a file from the response headers. The response has no body.
     * @returns any
     * @throws ApiError
     */
    public getUpdateSizeLegacy({
        version,
        type,
        xApiUrl,
        xApiIp,
        productId,
    }: {
        version: string,
        type: 'main' | 'sql',
        /**
         * Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too.
         */
        xApiUrl?: string | undefined,
        /**
         * Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too.
         */
        xApiIp?: string | undefined,
        /**
         * Reference of the product. Needed if several products have a version of this name.
         */
        productId?: string | null | undefined,
    }): CancelablePromise<any> {
        return this.httpRequest.request({
            method: 'HEAD',
            url: '/api/get_update_size/{type}/{version}',
            path: {
                'version': version,
                'type': type,
            },
            headers: {
                'X-API-URL': xApiUrl,
                'X-API-IP': xApiIp,
            },
            query: {
                'product_id': productId,
            },
            errors: {
                400: `The request is invalid.`,
                403: `The permission is missing.`,
                404: `Version or file not found. The response has no body.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Get size and type of the main file, for programs that send no type.
     * @returns any
     * @throws ApiError
     */
    public getMainUpdateSizeLegacy({
        version,
        xApiUrl,
        xApiIp,
        productId,
    }: {
        version: string,
        /**
         * Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too.
         */
        xApiUrl?: string | undefined,
        /**
         * Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too.
         */
        xApiIp?: string | undefined,
        /**
         * Reference of the product. Needed if several products have a version of this name.
         */
        productId?: string | null | undefined,
    }): CancelablePromise<any> {
        return this.httpRequest.request({
            method: 'HEAD',
            url: '/api/get_update_size/{version}',
            path: {
                'version': version,
            },
            headers: {
                'X-API-URL': xApiUrl,
                'X-API-IP': xApiIp,
            },
            query: {
                'product_id': productId,
            },
            errors: {
                400: `The request is invalid.`,
                403: `The permission is missing.`,
                404: `Version or file not found. The response has no body.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Create a license.
     * @returns LegacySavedLicense
     * @throws ApiError
     */
    public createLicenseLegacy({
        requestBody,
    }: {
        requestBody: LegacyCreateLicense,
    }): CancelablePromise<LegacySavedLicense> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/create_license',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Update a license. Null leaves a field unchanged, an empty text clears it.
     * @returns LegacySavedLicense
     * @throws ApiError
     */
    public editLicenseLegacy({
        requestBody,
    }: {
        requestBody: LegacyEditLicense,
    }): CancelablePromise<LegacySavedLicense> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/edit_license',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Get a license.
     * @returns LegacyLicense
     * @throws ApiError
     */
    public getLicenseLegacy({
        requestBody,
    }: {
        requestBody: LegacyLicenseCode,
    }): CancelablePromise<LegacyLicense> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/get_license',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Search licenses by part of their code or of their client's email. Returns the newest 100.
     * @returns LegacyLicenses
     * @throws ApiError
     */
    public searchLicensesLegacy({
        requestBody,
    }: {
        requestBody: LegacySearchLicense,
    }): CancelablePromise<LegacyLicenses> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/search_license',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Delete a license and its activations.
     * @returns LegacyAnswer
     * @throws ApiError
     */
    public deleteLicenseLegacy({
        requestBody,
    }: {
        requestBody: LegacyLicenseCode,
    }): CancelablePromise<LegacyAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/delete_license',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Block a license until it is unblocked.
     * @returns LegacyAnswer
     * @throws ApiError
     */
    public blockLicenseLegacy({
        requestBody,
    }: {
        requestBody: LegacyLicenseCode,
    }): CancelablePromise<LegacyAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/block_license',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Unblock a license.
     * @returns LegacyAnswer
     * @throws ApiError
     */
    public unblockLicenseLegacy({
        requestBody,
    }: {
        requestBody: LegacyLicenseCode,
    }): CancelablePromise<LegacyAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/unblock_license',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Deactivate all activations of a license.
     * @returns LegacyAnswer
     * @throws ApiError
     */
    public deactivateActivationsLegacy({
        requestBody,
    }: {
        requestBody: LegacyLicenseCode,
    }): CancelablePromise<LegacyAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/deactivate_license_activations',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Add a product. An id is generated if none is sent.
     * @returns LegacyAddedProduct
     * @throws ApiError
     */
    public addProductLegacy({
        requestBody,
    }: {
        requestBody: LegacyAddProduct,
    }): CancelablePromise<LegacyAddedProduct> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/add_product',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Get a product with its latest version.
     * @returns LegacyFoundProduct
     * @throws ApiError
     */
    public getProductLegacy({
        requestBody,
    }: {
        requestBody: LegacyProductId,
    }): CancelablePromise<LegacyFoundProduct> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/get_product',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List the newest 1,000 products, each with its latest version.
     * @returns LegacyProducts
     * @throws ApiError
     */
    public getProductsLegacy(): CancelablePromise<LegacyProducts> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/get_products',
            errors: {
                403: `The permission is missing.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Activate a product, which allows activations of its licenses and downloads of its updates.
     * @returns LegacyAnswer
     * @throws ApiError
     */
    public markProductActive({
        requestBody,
    }: {
        requestBody: LegacyProductId,
    }): CancelablePromise<LegacyAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/mark_product_active',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Deactivate a product, which stops new activations of its licenses; existing activations remain valid.
     * @returns LegacyAnswer
     * @throws ApiError
     */
    public markProductInactive({
        requestBody,
    }: {
        requestBody: LegacyProductId,
    }): CancelablePromise<LegacyAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/mark_product_inactive',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
