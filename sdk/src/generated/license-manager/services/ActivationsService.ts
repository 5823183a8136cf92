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
     * List activations, ended ones too, the newest first.
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
        page?: number | undefined,
        /**
         * More than 100 are cut to 100.
         */
        perPage?: number | undefined,
        /**
         * Part of the domain or of the license's code, in any case of letters.
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
     * Bring an activation back that has ended, under the rules by which the domain itself could activate.
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
                400: `The license does not allow it.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such thing.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * End an activation, which frees its place. Its record stays.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such thing.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
}
