/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LatestVersion } from '../models/LatestVersion';
import type { VersionCheckAnswer } from '../models/VersionCheckAnswer';
import type { VersionCheckRequest } from '../models/VersionCheckRequest';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class VersionService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Check for a newer version than the program's.
     * @returns VersionCheckAnswer
     * @throws ApiError
     */
    public checkVersion({
        requestBody,
    }: {
        requestBody: VersionCheckRequest,
    }): CancelablePromise<VersionCheckAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/version/check',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `LICENSE_NOT_FOUND`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Get the latest version of the API key's product.
     * @returns LatestVersion
     * @throws ApiError
     */
    public getLatestVersion(): CancelablePromise<LatestVersion> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/version/latest',
            errors: {
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `NOT_FOUND: no version is published`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
