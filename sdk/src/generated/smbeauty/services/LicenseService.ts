/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseHealthAnswer } from '../models/LicenseHealthAnswer';
import type { LicenseHealthRequest } from '../models/LicenseHealthRequest';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class LicenseService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Get the status of an app's license.
     * @returns LicenseHealthAnswer
     * @throws ApiError
     */
    public checkLicenseHealth({
        requestBody,
    }: {
        requestBody: LicenseHealthRequest,
    }): CancelablePromise<LicenseHealthAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/license/health',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                404: `LICENSE_NOT_FOUND`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Download an app's license file.
     * @returns binary The file.
     * @throws ApiError
     */
    public downloadLicenseFile({
        appBundleId,
    }: {
        appBundleId: string,
    }): CancelablePromise<Blob> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/license/download/{app_bundle_id}',
            path: {
                'app_bundle_id': appBundleId,
            },
            errors: {
                400: `LICENSE_DISABLED`,
                404: `FILE_NOT_FOUND`,
                500: `Internal server error.`,
            },
        });
    }
}
