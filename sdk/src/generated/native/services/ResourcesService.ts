/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AllocateResources } from '../models/AllocateResources';
import type { CreateResource } from '../models/CreateResource';
import type { ImportReport } from '../models/ImportReport';
import type { ReleaseResources } from '../models/ReleaseResources';
import type { Resource } from '../models/Resource';
import type { ResourceAllocationPage } from '../models/ResourceAllocationPage';
import type { ResourceList } from '../models/ResourceList';
import type { ResourcePage } from '../models/ResourcePage';
import type { ResourceStats } from '../models/ResourceStats';
import type { ResourceStatus } from '../models/ResourceStatus';
import type { UpdateResource } from '../models/UpdateResource';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class ResourcesService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Create a resource. API keys of one product cannot.
     * @returns Resource
     * @throws ApiError
     */
    public createResource({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: CreateResource,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Resource> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/resources',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                409: `A resource of this type with this identifier already exists.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List resources, newest first. API keys of one product see available resources and those of its licenses.
     * @returns ResourcePage
     * @throws ApiError
     */
    public listResources({
        type,
        status,
        license,
        q,
        limit = 20,
        after,
    }: {
        /**
         * Exact type.
         */
        type?: string | undefined,
        status?: ResourceStatus | undefined,
        /**
         * UUID or key of the license that holds the resource.
         */
        license?: string | undefined,
        /**
         * Case-insensitive part of the identifier. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit.
         */
        q?: string | undefined,
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    } = {}): CancelablePromise<ResourcePage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/resources',
            query: {
                'type': type,
                'status': status,
                'license': license,
                'q': q,
                'limit': limit,
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
     * Get a resource with the license that holds it.
     * @returns Resource
     * @throws ApiError
     */
    public getResource({
        id,
    }: {
        id: string,
    }): CancelablePromise<Resource> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/resources/{id}',
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
     * Update a resource, also an allocated one. Omitted fields are unchanged. API keys of one product cannot.
     * @returns Resource
     * @throws ApiError
     */
    public updateResource({
        id,
        requestBody,
        idempotencyKey,
    }: {
        id: string,
        requestBody: UpdateResource,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Resource> {
        return this.httpRequest.request({
            method: 'PATCH',
            url: '/api/v1/resources/{id}',
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
                409: `A resource of this type with this identifier already exists.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Delete a resource and its history. It must not be allocated. API keys of one product cannot.
     * @returns void
     * @throws ApiError
     */
    public deleteResource({
        id,
        idempotencyKey,
    }: {
        id: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<void> {
        return this.httpRequest.request({
            method: 'DELETE',
            url: '/api/v1/resources/{id}',
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
                409: `IN_USE: the resource is allocated to a license.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Count resources by status and type. API keys of one product count available resources and those of its licenses.
     * @returns ResourceStats
     * @throws ApiError
     */
    public getResourceStats(): CancelablePromise<ResourceStats> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/resources/stats',
            errors: {
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Allocate available resources to a license, whatever its status. The operation is atomic.
     * @returns ResourceList
     * @throws ApiError
     */
    public allocateResources({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: AllocateResources,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<ResourceList> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/resources/allocate',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `NOT_FOUND: the license or a resource does not exist; the message names the resources.`,
                409: `CONFLICT: a resource is already allocated; the message names the resources.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Release resources from the licenses that hold them. The operation is atomic.
     * @returns ResourceList
     * @throws ApiError
     */
    public releaseResources({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: ReleaseResources,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<ResourceList> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/resources/release',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `NOT_FOUND: a resource does not exist; the message names the resources.`,
                409: `CONFLICT: a resource is not allocated; the message names the resources.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List which licenses held a resource and when, newest first. API keys of one product see its existing licenses.
     * @returns ResourceAllocationPage
     * @throws ApiError
     */
    public listResourceAllocations({
        id,
        limit = 20,
        q,
        after,
    }: {
        id: string,
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * Case-insensitive part of the license key. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit. A search looks through the 10000 newest rows.
         */
        q?: string | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    }): CancelablePromise<ResourceAllocationPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/resources/{id}/allocations',
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
     * Import resources from a CSV file, all or none. By default a dry run: it reports what is wrong with the file and imports nothing.
     * @returns ImportReport
     * @throws ApiError
     */
    public importResources({
        formData,
        dryRun = true,
    }: {
        formData: {
            /**
             * A CSV file in UTF-8, at most 2 MiB and 10,000 rows, separated by commas, semicolons or tabs. The first row names the columns: `type` and `identifier`; other columns of a listed resource have no effect.
             */
            file: Blob;
        },
        /**
         * Whether to report what is wrong with the file without importing it; true by default.
         */
        dryRun?: boolean | undefined,
    }): CancelablePromise<ImportReport> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/resources/import',
            query: {
                'dry_run': dryRun,
            },
            formData: formData,
            mediaType: 'multipart/form-data',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                409: `A resource of the file was created concurrently.`,
                413: `FILE_TOO_LARGE, FORM_TOO_LARGE`,
                415: `The body is not JSON.`,
                422: `Rows are wrong: \`details\` names the first 100 problems, as \`rows.<row>.<column>\`. Nothing was imported.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
