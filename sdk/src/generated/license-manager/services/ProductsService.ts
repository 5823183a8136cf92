/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ChangedProduct } from '../models/ChangedProduct';
import type { CreateProduct } from '../models/CreateProduct';
import type { ProductAnswer } from '../models/ProductAnswer';
import type { ProductList } from '../models/ProductList';
import type { UpdateProduct } from '../models/UpdateProduct';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class ProductsService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Activate a product, which allows activations of its licenses and downloads of its updates.
     * @returns ChangedProduct
     * @throws ApiError
     */
    public activateProduct({
        referenceId,
    }: {
        referenceId: string,
    }): CancelablePromise<ChangedProduct> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/internal/activated-products/{reference_id}',
            path: {
                'reference_id': referenceId,
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
     * Deactivate a product, which stops new activations of its licenses; existing activations remain valid.
     * @returns ChangedProduct
     * @throws ApiError
     */
    public deactivateProduct({
        referenceId,
    }: {
        referenceId: string,
    }): CancelablePromise<ChangedProduct> {
        return this.httpRequest.request({
            method: 'DELETE',
            url: '/api/internal/activated-products/{reference_id}',
            path: {
                'reference_id': referenceId,
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
     * List products, newest first.
     * @returns ProductList
     * @throws ApiError
     */
    public listProducts({
        page = 1,
        perPage = 20,
        search,
        isActive,
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
         * Case-insensitive part of the reference or of the name.
         */
        search?: string | undefined,
        isActive?: boolean | undefined,
    } = {}): CancelablePromise<ProductList> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/internal/products',
            query: {
                'page': page,
                'per_page': perPage,
                'search': search,
                'is_active': isActive,
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
     * Create a product.
     * @returns ChangedProduct
     * @throws ApiError
     */
    public createProduct({
        requestBody,
    }: {
        requestBody: CreateProduct,
    }): CancelablePromise<ChangedProduct> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/internal/products',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `A field is invalid, or the reference already exists.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Get a product by its reference or number.
     * @returns ProductAnswer
     * @throws ApiError
     */
    public getProduct({
        referenceId,
    }: {
        referenceId: string,
    }): CancelablePromise<ProductAnswer> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/internal/products/{reference_id}',
            path: {
                'reference_id': referenceId,
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
     * @returns ChangedProduct
     * @throws ApiError
     */
    public updateProduct({
        referenceId,
        requestBody,
    }: {
        referenceId: string,
        requestBody: UpdateProduct,
    }): CancelablePromise<ChangedProduct> {
        return this.httpRequest.request({
            method: 'PUT',
            url: '/api/internal/products/{reference_id}',
            path: {
                'reference_id': referenceId,
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
                422: `A field is invalid, or the reference already exists.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
