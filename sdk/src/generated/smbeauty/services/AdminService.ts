/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ConfigAnswer } from '../models/ConfigAnswer';
import type { ConfigList } from '../models/ConfigList';
import type { CreateConfigRequest } from '../models/CreateConfigRequest';
import type { CreatedConfigAnswer } from '../models/CreatedConfigAnswer';
import type { DoneAnswer } from '../models/DoneAnswer';
import type { UpdateConfigRequest } from '../models/UpdateConfigRequest';
import type { UpdatedConfigAnswer } from '../models/UpdatedConfigAnswer';
import type { UploadedFileAnswer } from '../models/UploadedFileAnswer';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class AdminService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Create the license configuration of an app.
     * @returns CreatedConfigAnswer
     * @throws ApiError
     */
    public createConfig({
        requestBody,
    }: {
        requestBody: CreateConfigRequest,
    }): CancelablePromise<CreatedConfigAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/admin/license/config',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Update the license configuration of an app. Omitted fields are unchanged.
     * @returns UpdatedConfigAnswer
     * @throws ApiError
     */
    public updateConfig({
        appBundleId,
        requestBody,
    }: {
        appBundleId: string,
        requestBody: UpdateConfigRequest,
    }): CancelablePromise<UpdatedConfigAnswer> {
        return this.httpRequest.request({
            method: 'PUT',
            url: '/api/admin/license/config/{app_bundle_id}',
            path: {
                'app_bundle_id': appBundleId,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `LICENSE_NOT_FOUND`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Get the license configuration of an app.
     * @returns ConfigAnswer
     * @throws ApiError
     */
    public getConfig({
        appBundleId,
    }: {
        appBundleId: string,
    }): CancelablePromise<ConfigAnswer> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/admin/license/config/{app_bundle_id}',
            path: {
                'app_bundle_id': appBundleId,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `LICENSE_NOT_FOUND`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Delete the license configuration of an app and its license file.
     * @returns DoneAnswer
     * @throws ApiError
     */
    public deleteConfig({
        appBundleId,
    }: {
        appBundleId: string,
    }): CancelablePromise<DoneAnswer> {
        return this.httpRequest.request({
            method: 'DELETE',
            url: '/api/admin/license/config/{app_bundle_id}',
            path: {
                'app_bundle_id': appBundleId,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `LICENSE_NOT_FOUND`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List the license configurations of all apps, newest first.
     * @returns ConfigList
     * @throws ApiError
     */
    public listConfigs({
        page = 1,
    }: {
        /**
         * Page number, 1 to 1,000,000; 1 by default. A page has 1,000 items.
         */
        page?: number | undefined,
    } = {}): CancelablePromise<ConfigList> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/admin/license/configs',
            query: {
                'page': page,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Upload the license file of an app, which replaces the previous one.
     * @returns UploadedFileAnswer
     * @throws ApiError
     */
    public uploadLicenseFile({
        appBundleId,
        formData,
    }: {
        appBundleId: string,
        formData: {
            /**
             * A file of at most 10 MB whose name ends in .lic.
             */
            license_file: Blob;
        },
    }): CancelablePromise<UploadedFileAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/admin/license/upload/{app_bundle_id}',
            path: {
                'app_bundle_id': appBundleId,
            },
            formData: formData,
            mediaType: 'multipart/form-data',
            errors: {
                400: `UPLOAD_FAILED`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `LICENSE_NOT_FOUND`,
                413: `UPLOAD_FAILED: the form is too large.`,
                500: `Internal server error.`,
            },
        });
    }
}
