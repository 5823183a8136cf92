/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { BulkAnswer } from '../models/BulkAnswer';
import type { BulkDeleteAnswer } from '../models/BulkDeleteAnswer';
import type { GeneratedLicenseKey } from '../models/GeneratedLicenseKey';
import type { LicenseIds } from '../models/LicenseIds';
import type { MessageAnswer } from '../models/MessageAnswer';
import type { QuickEditRequest } from '../models/QuickEditRequest';
import type { ToggleAnswer } from '../models/ToggleAnswer';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class LicenseAdminService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Enable a disabled license, or disable an enabled one.
     * @returns ToggleAnswer
     * @throws ApiError
     */
    public toggleLicense({
        licenseId,
    }: {
        licenseId: number,
    }): CancelablePromise<ToggleAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/license/{license_id}/toggle',
            path: {
                'license_id': licenseId,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `LICENSE_NOT_FOUND`,
                409: `CONFLICT: the license is blocked or revoked`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Enable licenses, all or none. Licenses that are already enabled stay so.
     * @returns BulkAnswer
     * @throws ApiError
     */
    public activateLicenses({
        requestBody,
    }: {
        requestBody: LicenseIds,
    }): CancelablePromise<BulkAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/licenses/bulk-activate',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `LICENSE_NOT_FOUND: \`details.ids\` lists the unknown ids`,
                409: `CONFLICT: \`details.ids\` lists the blocked and revoked licenses`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Disable licenses, all or none. Licenses that are already disabled stay so.
     * @returns BulkAnswer
     * @throws ApiError
     */
    public deactivateLicenses({
        requestBody,
    }: {
        requestBody: LicenseIds,
    }): CancelablePromise<BulkAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/licenses/bulk-deactivate',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `LICENSE_NOT_FOUND: \`details.ids\` lists the unknown ids`,
                409: `CONFLICT: \`details.ids\` lists the blocked and revoked licenses`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Delete licenses with their devices, all or none.
     * @returns BulkDeleteAnswer
     * @throws ApiError
     */
    public deleteLicenses({
        requestBody,
    }: {
        requestBody: LicenseIds,
    }): CancelablePromise<BulkDeleteAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/licenses/bulk-delete',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `LICENSE_NOT_FOUND: \`details.ids\` lists the unknown ids`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Change the expiration date and the limits of a license. Devices that exceed a lower limit stay active.
     * @returns MessageAnswer
     * @throws ApiError
     */
    public editLicense({
        licenseId,
        requestBody,
    }: {
        licenseId: number,
        requestBody: QuickEditRequest,
    }): CancelablePromise<MessageAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/license/{license_id}/quick-edit',
            path: {
                'license_id': licenseId,
            },
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
     * Generate a license key that no license has. It is not reserved: issue a license with it.
     * @returns GeneratedLicenseKey
     * @throws ApiError
     */
    public generateLicenseKey(): CancelablePromise<GeneratedLicenseKey> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/generate-license-key',
            errors: {
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `NOT_FOUND: the product \`v2-default\` was deleted`,
                409: `CONFLICT: the key space of the policy is exhausted`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
