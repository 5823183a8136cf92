/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivationList } from '../models/ActivationList';
import type { ChangedActivation } from '../models/ChangedActivation';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class ActivationsService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * List activations, including deactivated ones, newest first.
     * @returns ActivationList
     * @throws ApiError
     */
    public listActivations({
        page = 1,
        perPage = 20,
        search,
        productReferenceId,
        licenseCode,
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
         * Case-insensitive part of the domain or of the license code.
         */
        search?: string | undefined,
        productReferenceId?: string | undefined,
        licenseCode?: string | undefined,
        isActive?: boolean | undefined,
    } = {}): CancelablePromise<ActivationList> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/internal/product-activations',
            query: {
                'page': page,
                'per_page': perPage,
                'search': search,
                'product_reference_id': productReferenceId,
                'license_code': licenseCode,
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
     * Reactivate a deactivated activation, under the rules that apply to new activations of its domain.
     * @returns ChangedActivation
     * @throws ApiError
     */
    public reactivateActivation({
        id,
    }: {
        id: number,
    }): CancelablePromise<ChangedActivation> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/internal/activated-product-activations/{id}',
            path: {
                'id': id,
            },
            errors: {
                400: `The license does not allow the activation.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Deactivate an activation and release its seat. The record is kept.
     * @returns ChangedActivation
     * @throws ApiError
     */
    public deactivateActivation({
        id,
    }: {
        id: number,
    }): CancelablePromise<ChangedActivation> {
        return this.httpRequest.request({
            method: 'DELETE',
            url: '/api/internal/activated-product-activations/{id}',
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
