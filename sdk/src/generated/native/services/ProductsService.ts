/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CreateProduct } from '../models/CreateProduct';
import type { CreateVersion } from '../models/CreateVersion';
import type { Entitlement } from '../models/Entitlement';
import type { EntitlementPage } from '../models/EntitlementPage';
import type { Meter } from '../models/Meter';
import type { MeterPage } from '../models/MeterPage';
import type { Product } from '../models/Product';
import type { ProductPage } from '../models/ProductPage';
import type { PutEntitlement } from '../models/PutEntitlement';
import type { PutMeter } from '../models/PutMeter';
import type { UpdateProduct } from '../models/UpdateProduct';
import type { UpdateVersion } from '../models/UpdateVersion';
import type { Version } from '../models/Version';
import type { VersionPage } from '../models/VersionPage';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class ProductsService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Create a product with its own policy, which has no limits.
     * @returns Product
     * @throws ApiError
     */
    public createProduct({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: CreateProduct,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Product> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/products',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                409: `A product with this reference already exists.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List products, newest first.
     * @returns ProductPage
     * @throws ApiError
     */
    public listProducts({
        limit = 20,
        q,
        isActive,
        after,
    }: {
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * Case-insensitive part of the reference or the name. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit.
         */
        q?: string | undefined,
        /**
         * Whether the product is active.
         */
        isActive?: boolean | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    } = {}): CancelablePromise<ProductPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/products',
            query: {
                'limit': limit,
                'q': q,
                'is_active': isActive,
                'after': after,
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
     * Get a product.
     * @returns Product
     * @throws ApiError
     */
    public getProduct({
        id,
    }: {
        /**
         * UUID or reference of the product.
         */
        id: string,
    }): CancelablePromise<Product> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/products/{id}',
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
     * Update a product. Omitted fields are unchanged.
     * @returns Product
     * @throws ApiError
     */
    public updateProduct({
        id,
        requestBody,
        idempotencyKey,
    }: {
        /**
         * UUID or reference of the product.
         */
        id: string,
        requestBody: UpdateProduct,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Product> {
        return this.httpRequest.request({
            method: 'PATCH',
            url: '/api/v1/products/{id}',
            path: {
                'id': id,
            },
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                409: `A product with this reference already exists.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Delete a product, its versions and its policy. The product must not have licenses or keys.
     * @returns void
     * @throws ApiError
     */
    public deleteProduct({
        id,
        idempotencyKey,
    }: {
        /**
         * UUID or reference of the product.
         */
        id: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<void> {
        return this.httpRequest.request({
            method: 'DELETE',
            url: '/api/v1/products/{id}',
            path: {
                'id': id,
            },
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                409: `IN_USE: the product has licenses or keys.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Publish a version of a product.
     * @returns Version
     * @throws ApiError
     */
    public createVersion({
        id,
        requestBody,
        idempotencyKey,
    }: {
        /**
         * UUID or reference of the product.
         */
        id: string,
        requestBody: CreateVersion,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Version> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/products/{id}/versions',
            path: {
                'id': id,
            },
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                409: `A version with this reference already exists.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List the versions of a product, newest first.
     * @returns VersionPage
     * @throws ApiError
     */
    public listVersions({
        id,
        limit = 20,
        q,
        isActive,
        after,
    }: {
        /**
         * UUID or reference of the product.
         */
        id: string,
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * Case-insensitive part of the reference or the version. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit.
         */
        q?: string | undefined,
        /**
         * Whether the version is offered to programs.
         */
        isActive?: boolean | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    }): CancelablePromise<VersionPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/products/{id}/versions',
            path: {
                'id': id,
            },
            query: {
                'limit': limit,
                'q': q,
                'is_active': isActive,
                'after': after,
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
     * Get a version of a product.
     * @returns Version
     * @throws ApiError
     */
    public getVersion({
        id,
        versionId,
    }: {
        /**
         * UUID or reference of the product.
         */
        id: string,
        /**
         * UUID or reference of the version.
         */
        versionId: string,
    }): CancelablePromise<Version> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/products/{id}/versions/{version_id}',
            path: {
                'id': id,
                'version_id': versionId,
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
     * Update a version of a product. Omitted fields are unchanged.
     * @returns Version
     * @throws ApiError
     */
    public updateVersion({
        id,
        versionId,
        requestBody,
        idempotencyKey,
    }: {
        /**
         * UUID or reference of the product.
         */
        id: string,
        /**
         * UUID or reference of the version.
         */
        versionId: string,
        requestBody: UpdateVersion,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Version> {
        return this.httpRequest.request({
            method: 'PATCH',
            url: '/api/v1/products/{id}/versions/{version_id}',
            path: {
                'id': id,
                'version_id': versionId,
            },
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                409: `A version with this reference already exists.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Delete a version of a product.
     * @returns void
     * @throws ApiError
     */
    public deleteVersion({
        id,
        versionId,
        idempotencyKey,
    }: {
        /**
         * UUID or reference of the product.
         */
        id: string,
        /**
         * UUID or reference of the version.
         */
        versionId: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<void> {
        return this.httpRequest.request({
            method: 'DELETE',
            url: '/api/v1/products/{id}/versions/{version_id}',
            path: {
                'id': id,
                'version_id': versionId,
            },
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                409: `A request with this Idempotency-Key is still in progress.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Upload a version file. It replaces the existing file atomically.
     * @returns Version
     * @throws ApiError
     */
    public uploadVersionFile({
        id,
        versionId,
        type,
        formData,
    }: {
        /**
         * UUID or reference of the product.
         */
        id: string,
        /**
         * UUID or reference of the version.
         */
        versionId: string,
        type: 'main' | 'sql',
        formData: {
            /**
             * A file of at most 2 GiB.
             */
            file: Blob;
        },
    }): CancelablePromise<Version> {
        return this.httpRequest.request({
            method: 'PUT',
            url: '/api/v1/products/{id}/versions/{version_id}/files/{type}',
            path: {
                'id': id,
                'version_id': versionId,
                'type': type,
            },
            formData: formData,
            mediaType: 'multipart/form-data',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                413: `FILE_TOO_LARGE, FORM_TOO_LARGE`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Download a version file, or part of it with `Range`. The `ETag` is its SHA-256.
     * @returns binary The file.
     * @throws ApiError
     */
    public downloadVersionFile({
        id,
        versionId,
        type,
    }: {
        /**
         * UUID or reference of the product.
         */
        id: string,
        /**
         * UUID or reference of the version.
         */
        versionId: string,
        type: 'main' | 'sql',
    }): CancelablePromise<Blob> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/products/{id}/versions/{version_id}/files/{type}',
            path: {
                'id': id,
                'version_id': versionId,
                'type': type,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                416: `RANGE_UNSATISFIABLE: the range is outside the file.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Delete a version file.
     * @returns void
     * @throws ApiError
     */
    public deleteVersionFile({
        id,
        versionId,
        type,
        idempotencyKey,
    }: {
        /**
         * UUID or reference of the product.
         */
        id: string,
        /**
         * UUID or reference of the version.
         */
        versionId: string,
        type: 'main' | 'sql',
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<void> {
        return this.httpRequest.request({
            method: 'DELETE',
            url: '/api/v1/products/{id}/versions/{version_id}/files/{type}',
            path: {
                'id': id,
                'version_id': versionId,
                'type': type,
            },
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                409: `A request with this Idempotency-Key is still in progress.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List the entitlements that a product declares, newest first.
     * @returns EntitlementPage
     * @throws ApiError
     */
    public listEntitlements({
        id,
        limit = 20,
        q,
        after,
    }: {
        /**
         * UUID or reference of the product.
         */
        id: string,
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * Case-insensitive part of the code or the name. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit.
         */
        q?: string | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    }): CancelablePromise<EntitlementPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/products/{id}/entitlements',
            path: {
                'id': id,
            },
            query: {
                'limit': limit,
                'q': q,
                'after': after,
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
     * Get an entitlement of a product.
     * @returns Entitlement
     * @throws ApiError
     */
    public getEntitlement({
        id,
        code,
    }: {
        /**
         * UUID or reference of the product.
         */
        id: string,
        /**
         * Code of the entitlement: 1 to 64 letters, digits and the characters `_`, `.`, `:` and `-`; begins with a letter or a digit.
         */
        code: string,
    }): CancelablePromise<Entitlement> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/products/{id}/entitlements/{code}',
            path: {
                'id': id,
                'code': code,
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
     * Declare an entitlement of a product, or replace its declaration. Policies and licenses can then grant it.
     * @returns Entitlement
     * @throws ApiError
     */
    public putEntitlement({
        id,
        code,
        requestBody,
        idempotencyKey,
    }: {
        /**
         * UUID or reference of the product.
         */
        id: string,
        /**
         * Code of the entitlement: 1 to 64 letters, digits and the characters `_`, `.`, `:` and `-`; begins with a letter or a digit.
         */
        code: string,
        requestBody: PutEntitlement,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Entitlement> {
        return this.httpRequest.request({
            method: 'PUT',
            url: '/api/v1/products/{id}/entitlements/{code}',
            path: {
                'id': id,
                'code': code,
            },
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                409: `IN_USE: it is granted; its type cannot change and no choice can be removed.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Delete an entitlement of a product. No policy or license may grant or withdraw it.
     * @returns void
     * @throws ApiError
     */
    public deleteEntitlement({
        id,
        code,
        idempotencyKey,
    }: {
        /**
         * UUID or reference of the product.
         */
        id: string,
        /**
         * Code of the entitlement: 1 to 64 letters, digits and the characters `_`, `.`, `:` and `-`; begins with a letter or a digit.
         */
        code: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<void> {
        return this.httpRequest.request({
            method: 'DELETE',
            url: '/api/v1/products/{id}/entitlements/{code}',
            path: {
                'id': id,
                'code': code,
            },
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                409: `IN_USE: a policy or a license grants or withdraws it.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List the meters that a product declares, newest first.
     * @returns MeterPage
     * @throws ApiError
     */
    public listMeters({
        id,
        limit = 20,
        q,
        after,
    }: {
        /**
         * UUID or reference of the product.
         */
        id: string,
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * Case-insensitive part of the code or the name. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit.
         */
        q?: string | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    }): CancelablePromise<MeterPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/products/{id}/meters',
            path: {
                'id': id,
            },
            query: {
                'limit': limit,
                'q': q,
                'after': after,
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
     * Get a meter of a product.
     * @returns Meter
     * @throws ApiError
     */
    public getMeter({
        id,
        code,
    }: {
        /**
         * UUID or reference of the product.
         */
        id: string,
        /**
         * Code of the meter: 1 to 64 letters, digits and the characters `_`, `.`, `:` and `-`; begins with a letter or a digit.
         */
        code: string,
    }): CancelablePromise<Meter> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/products/{id}/meters/{code}',
            path: {
                'id': id,
                'code': code,
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
     * Declare a meter of a product, or replace its declaration. Policies and licenses can then grant it.
     * @returns Meter
     * @throws ApiError
     */
    public putMeter({
        id,
        code,
        requestBody,
        idempotencyKey,
    }: {
        /**
         * UUID or reference of the product.
         */
        id: string,
        /**
         * Code of the meter: 1 to 64 letters, digits and the characters `_`, `.`, `:` and `-`; begins with a letter or a digit.
         */
        code: string,
        requestBody: PutMeter,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Meter> {
        return this.httpRequest.request({
            method: 'PUT',
            url: '/api/v1/products/{id}/meters/{code}',
            path: {
                'id': id,
                'code': code,
            },
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                409: `IN_USE: it is granted; its kind cannot change.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Delete a meter of a product. No policy or license may grant or withdraw it.
     * @returns void
     * @throws ApiError
     */
    public deleteMeter({
        id,
        code,
        idempotencyKey,
    }: {
        /**
         * UUID or reference of the product.
         */
        id: string,
        /**
         * Code of the meter: 1 to 64 letters, digits and the characters `_`, `.`, `:` and `-`; begins with a letter or a digit.
         */
        code: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<void> {
        return this.httpRequest.request({
            method: 'DELETE',
            url: '/api/v1/products/{id}/meters/{code}',
            path: {
                'id': id,
                'code': code,
            },
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                409: `IN_USE: a policy or a license grants or withdraws it.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
