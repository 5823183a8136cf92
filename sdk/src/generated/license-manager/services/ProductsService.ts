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
     * Let a product's licenses activate, and its updates be downloaded.
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
     * Let a product's licenses activate no more; those in use keep running.
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
     * List products, the newest first.
     * @returns ProductList
     * @throws ApiError
     */
    public listProducts({
        page = 1,
        perPage = 20,
        search,
        isActive,
    }: {
        page?: number | undefined,
        /**
         * More than 100 are cut to 100.
         */
        perPage?: number | undefined,
        /**
         * Part of the reference or of the name, in any case of letters.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `A field is not valid, or there is a product with this reference already.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * Read a product, by its reference or its number.
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
     * Change a product. Fields left out stay as they are.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such thing.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `A field is not valid, or there is a product with this reference already.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
}
