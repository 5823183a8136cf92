/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AllocateResourcesRequest } from '../models/AllocateResourcesRequest';
import type { LicenseResources } from '../models/LicenseResources';
import type { ResourceAvailability } from '../models/ResourceAvailability';
import type { ResourcesAllocated } from '../models/ResourcesAllocated';
import type { ResourceUsage } from '../models/ResourceUsage';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class ResourcesService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * List the resources that a license holds.
     * @returns LicenseResources
     * @throws ApiError
     */
    public listLicenseResources({
        licenseId,
    }: {
        licenseId: number,
    }): CancelablePromise<LicenseResources> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/license/{license_id}/resources',
            path: {
                'license_id': licenseId,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `LICENSE_NOT_FOUND`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Allocate available resources to a license, all or none.
     * @returns ResourcesAllocated
     * @throws ApiError
     */
    public allocateLicenseResources({
        requestBody,
    }: {
        requestBody: AllocateResourcesRequest,
    }): CancelablePromise<ResourcesAllocated> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/resources/allocate',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `LICENSE_NOT_FOUND, or NOT_FOUND: \`details.ids\` lists the unknown resources`,
                409: `CONFLICT: \`details.ids\` lists the resources that are already allocated`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Check whether enough resources of a type are available.
     * @returns ResourceAvailability
     * @throws ApiError
     */
    public checkResourceAvailability({
        type,
        count = 1,
    }: {
        /**
         * Resource type.
         */
        type: string,
        /**
         * Number of resources needed, 1 to 1,000; 1 by default.
         */
        count?: number | undefined,
    }): CancelablePromise<ResourceAvailability> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/resources/check-availability',
            query: {
                'type': type,
                'count': count,
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
     * Count resources by status and type.
     * @returns ResourceUsage
     * @throws ApiError
     */
    public getResourceUsage(): CancelablePromise<ResourceUsage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/resources/stats',
            errors: {
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
