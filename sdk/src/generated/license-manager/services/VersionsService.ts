/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ChangedVersion } from '../models/ChangedVersion';
import type { CreateVersion } from '../models/CreateVersion';
import type { UpdateVersion } from '../models/UpdateVersion';
import type { VersionAnswer } from '../models/VersionAnswer';
import type { VersionList } from '../models/VersionList';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class VersionsService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * List the versions of a product, newest first.
     * @returns VersionList
     * @throws ApiError
     */
    public listVersions({
        referenceId,
        page = 1,
        perPage = 20,
        search,
        isActive,
    }: {
        referenceId: string,
        /**
         * Page number, starting at 1; 1 by default.
         */
        page?: number | undefined,
        /**
         * Number of items per page, 20 by default; values above 100 are reduced to 100.
         */
        perPage?: number | undefined,
        /**
         * Case-insensitive part of the version or of its id.
         */
        search?: string | undefined,
        isActive?: boolean | undefined,
    }): CancelablePromise<VersionList> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/internal/products/{reference_id}/versions',
            path: {
                'reference_id': referenceId,
            },
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
                404: `Not found.`,
                422: `A query parameter is invalid.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Publish a version of a product, as JSON or, with files, as a form.
     * @returns ChangedVersion
     * @throws ApiError
     */
    public createVersion({
        referenceId,
        formData,
    }: {
        referenceId: string,
        formData: CreateVersion,
    }): CancelablePromise<ChangedVersion> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/internal/products/{reference_id}/versions',
            path: {
                'reference_id': referenceId,
            },
            formData: formData,
            mediaType: 'multipart/form-data',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                413: `A file exceeds 2 GiB, or the rest of the form exceeds 1 MB.`,
                415: `The body is not JSON.`,
                422: `A field is invalid, or a version with this id already exists.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Get a version of a product by its id or number.
     * @returns VersionAnswer
     * @throws ApiError
     */
    public getVersion({
        referenceId,
        versionId,
    }: {
        referenceId: string,
        versionId: string,
    }): CancelablePromise<VersionAnswer> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/internal/products/{reference_id}/versions/{version_id}',
            path: {
                'reference_id': referenceId,
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
     * Update a version of a product, as JSON or as a form. Omitted fields and files are unchanged.
     * @returns ChangedVersion
     * @throws ApiError
     */
    public updateVersion({
        referenceId,
        versionId,
        formData,
    }: {
        referenceId: string,
        versionId: string,
        formData: UpdateVersion,
    }): CancelablePromise<ChangedVersion> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/internal/products/{reference_id}/versions/{version_id}',
            path: {
                'reference_id': referenceId,
                'version_id': versionId,
            },
            formData: formData,
            mediaType: 'multipart/form-data',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                413: `A file exceeds 2 GiB, or the rest of the form exceeds 1 MB.`,
                415: `The body is not JSON.`,
                422: `A field is invalid, or a version with this id already exists.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
