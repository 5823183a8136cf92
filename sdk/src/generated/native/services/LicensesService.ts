/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ExtendLicense } from '../models/ExtendLicense';
import type { IssuedLicenses } from '../models/IssuedLicenses';
import type { IssueLicense } from '../models/IssueLicense';
import type { IssueLicenses } from '../models/IssueLicenses';
import type { License } from '../models/License';
import type { LicensePage } from '../models/LicensePage';
import type { LicenseState } from '../models/LicenseState';
import type { LicenseStatus } from '../models/LicenseStatus';
import type { LicenseType } from '../models/LicenseType';
import type { MeterPeriodPage } from '../models/MeterPeriodPage';
import type { UpdateLicense } from '../models/UpdateLicense';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class LicensesService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Issue a license.
     * @returns License
     * @throws ApiError
     */
    public issueLicense({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: IssueLicense,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<License> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/licenses',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Product, policy or customer not found.`,
                409: `A license with this key already exists.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List licenses, newest first.
     * @returns LicensePage
     * @throws ApiError
     */
    public listLicenses({
        product,
        customerId,
        customer,
        policy,
        type,
        status,
        state,
        key,
        batch,
        q,
        createdAfter,
        createdBefore,
        startsAfter,
        startsBefore,
        expiresAfter,
        expiresBefore,
        limit = 20,
        after,
    }: {
        /**
         * UUID or reference of the product.
         */
        product?: string | undefined,
        customerId?: string | undefined,
        /**
         * UUID, reference or e-mail address of the customer.
         */
        customer?: string | undefined,
        /**
         * UUID or exact name of the policy.
         */
        policy?: string | undefined,
        type?: LicenseType | undefined,
        /**
         * Current status of the license.
         */
        status?: LicenseStatus | undefined,
        /**
         * Administrative state of the license.
         */
        state?: LicenseState | undefined,
        /**
         * Exact license key.
         */
        key?: string | undefined,
        /**
         * Label of the batch in which the license was issued.
         */
        batch?: string | undefined,
        /**
         * Case-insensitive part of the license key, the description, the device note, the batch or the customer's name, e-mail or company (of the 1000 newest customers that match; with a date or a status, of the 1000 newest licenses that match, in a list). A text without three letters or digits in a row matches beginnings only, and one of one or two Latin letters or digits only those of the 10000 newest rows. It must contain a letter or a digit.
         */
        q?: string | undefined,
        /**
         * Only licenses created at this time or later.
         */
        createdAfter?: string | undefined,
        /**
         * Only licenses created before this time.
         */
        createdBefore?: string | undefined,
        /**
         * Only licenses that start at this time or later.
         */
        startsAfter?: string | undefined,
        /**
         * Only licenses that start before this time.
         */
        startsBefore?: string | undefined,
        /**
         * Only licenses that expire at this time or later.
         */
        expiresAfter?: string | undefined,
        /**
         * Only licenses that expire before this time.
         */
        expiresBefore?: string | undefined,
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    } = {}): CancelablePromise<LicensePage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/licenses',
            query: {
                'product': product,
                'customer_id': customerId,
                'customer': customer,
                'policy': policy,
                'type': type,
                'status': status,
                'state': state,
                'key': key,
                'batch': batch,
                'q': q,
                'created_after': createdAfter,
                'created_before': createdBefore,
                'starts_after': startsAfter,
                'starts_before': startsBefore,
                'expires_after': expiresAfter,
                'expires_before': expiresBefore,
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
     * Issue a batch of licenses. The operation is atomic.
     * @returns IssuedLicenses
     * @throws ApiError
     */
    public issueLicenses({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: IssueLicenses,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<IssuedLicenses> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/licenses/batch',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Product, policy or customer not found.`,
                409: `The key space of the policy is exhausted.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Download licenses as CSV, newest first. Values that a spreadsheet would run as a formula are prefixed with an apostrophe.
     * @returns binary The file.
     * @throws ApiError
     */
    public exportLicenses({
        product,
        customerId,
        customer,
        policy,
        type,
        status,
        state,
        key,
        batch,
        q,
        createdAfter,
        createdBefore,
        startsAfter,
        startsBefore,
        expiresAfter,
        expiresBefore,
    }: {
        /**
         * UUID or reference of the product.
         */
        product?: string | undefined,
        customerId?: string | undefined,
        /**
         * UUID, reference or e-mail address of the customer.
         */
        customer?: string | undefined,
        /**
         * UUID or exact name of the policy.
         */
        policy?: string | undefined,
        type?: LicenseType | undefined,
        /**
         * Current status of the license.
         */
        status?: LicenseStatus | undefined,
        /**
         * Administrative state of the license.
         */
        state?: LicenseState | undefined,
        /**
         * Exact license key.
         */
        key?: string | undefined,
        /**
         * Label of the batch in which the license was issued.
         */
        batch?: string | undefined,
        /**
         * Case-insensitive part of the license key, the description, the device note, the batch or the customer's name, e-mail or company (of the 1000 newest customers that match; with a date or a status, of the 1000 newest licenses that match, in a list). A text without three letters or digits in a row matches beginnings only, and one of one or two Latin letters or digits only those of the 10000 newest rows. It must contain a letter or a digit.
         */
        q?: string | undefined,
        /**
         * Only licenses created at this time or later.
         */
        createdAfter?: string | undefined,
        /**
         * Only licenses created before this time.
         */
        createdBefore?: string | undefined,
        /**
         * Only licenses that start at this time or later.
         */
        startsAfter?: string | undefined,
        /**
         * Only licenses that start before this time.
         */
        startsBefore?: string | undefined,
        /**
         * Only licenses that expire at this time or later.
         */
        expiresAfter?: string | undefined,
        /**
         * Only licenses that expire before this time.
         */
        expiresBefore?: string | undefined,
    } = {}): CancelablePromise<Blob> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/licenses/export',
            query: {
                'product': product,
                'customer_id': customerId,
                'customer': customer,
                'policy': policy,
                'type': type,
                'status': status,
                'state': state,
                'key': key,
                'batch': batch,
                'q': q,
                'created_after': createdAfter,
                'created_before': createdBefore,
                'starts_after': startsAfter,
                'starts_before': startsBefore,
                'expires_after': expiresAfter,
                'expires_before': expiresBefore,
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
     * Get a license with its limits and usage.
     * @returns License
     * @throws ApiError
     */
    public getLicense({
        id,
    }: {
        /**
         * UUID or key of the license.
         */
        id: string,
    }): CancelablePromise<License> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/licenses/{id}',
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
     * Update a license. Omitted fields are unchanged.
     * @returns License
     * @throws ApiError
     */
    public updateLicense({
        id,
        requestBody,
        idempotencyKey,
    }: {
        /**
         * UUID or key of the license.
         */
        id: string,
        requestBody: UpdateLicense,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<License> {
        return this.httpRequest.request({
            method: 'PATCH',
            url: '/api/v1/licenses/{id}',
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
                404: `License, policy or customer not found.`,
                409: `The policy or the customer was deleted concurrently.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Delete a license and its activations, and release its resources. Audit entries and log records are kept.
     * @returns void
     * @throws ApiError
     */
    public deleteLicense({
        id,
        idempotencyKey,
    }: {
        /**
         * UUID or key of the license.
         */
        id: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<void> {
        return this.httpRequest.request({
            method: 'DELETE',
            url: '/api/v1/licenses/{id}',
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
                409: `A request with this Idempotency-Key is still in progress.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Extend a license, by default from the date that its policy names. If the term is yet to start, the term is extended.
     * @returns License
     * @throws ApiError
     */
    public extendLicense({
        id,
        requestBody,
        idempotencyKey,
    }: {
        /**
         * UUID or key of the license.
         */
        id: string,
        requestBody: ExtendLicense,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<License> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/licenses/{id}/extend',
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
                409: `NEVER_EXPIRES: the license has no expiration date.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Check in for all devices of a license. Devices that are refused as CHECK_IN_OVERDUE are admitted again, for as long as
     * the policy's `check_in_interval`.
     * @returns License
     * @throws ApiError
     */
    public checkInLicense({
        id,
        idempotencyKey,
    }: {
        /**
         * UUID or key of the license.
         */
        id: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<License> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/licenses/{id}/check-in',
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
                409: `A request with this Idempotency-Key is still in progress.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Reset the count of deactivations by programs that the policy limits with `max_transfers`.
     * @returns License
     * @throws ApiError
     */
    public resetTransfers({
        id,
        idempotencyKey,
    }: {
        /**
         * UUID or key of the license.
         */
        id: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<License> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/licenses/{id}/reset-transfers',
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
                409: `A request with this Idempotency-Key is still in progress.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Disable a license until it is enabled again.
     * @returns License
     * @throws ApiError
     */
    public disableLicense({
        id,
        idempotencyKey,
    }: {
        /**
         * UUID or key of the license.
         */
        id: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<License> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/licenses/{id}/disable',
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
                409: `A request with this Idempotency-Key is still in progress.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Enable a disabled license. If it is also blocked or revoked, it remains so.
     * @returns License
     * @throws ApiError
     */
    public enableLicense({
        id,
        idempotencyKey,
    }: {
        /**
         * UUID or key of the license.
         */
        id: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<License> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/licenses/{id}/enable',
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
                409: `A request with this Idempotency-Key is still in progress.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Block a license until it is unblocked.
     * @returns License
     * @throws ApiError
     */
    public blockLicense({
        id,
        idempotencyKey,
    }: {
        /**
         * UUID or key of the license.
         */
        id: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<License> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/licenses/{id}/block',
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
                409: `A request with this Idempotency-Key is still in progress.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Unblock a license. If it is also disabled or revoked, it remains so.
     * @returns License
     * @throws ApiError
     */
    public unblockLicense({
        id,
        idempotencyKey,
    }: {
        /**
         * UUID or key of the license.
         */
        id: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<License> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/licenses/{id}/unblock',
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
                409: `A request with this Idempotency-Key is still in progress.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Revoke a license. Setting its `state` restores it.
     * @returns License
     * @throws ApiError
     */
    public revokeLicense({
        id,
        idempotencyKey,
    }: {
        /**
         * UUID or key of the license.
         */
        id: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<License> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/licenses/{id}/revoke',
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
                409: `A request with this Idempotency-Key is still in progress.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List what a license used of its meters, by period, newest first. Periods without usage are omitted.
     * @returns MeterPeriodPage
     * @throws ApiError
     */
    public listLicenseUsage({
        id,
        limit = 20,
        meter,
        q,
        from,
        to,
        after,
    }: {
        /**
         * UUID or key of the license.
         */
        id: string,
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * Code of a meter.
         */
        meter?: string | undefined,
        /**
         * Case-insensitive part of the code or the name of the meter. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit.
         */
        q?: string | undefined,
        /**
         * Periods that begin at this time or later.
         */
        from?: string | undefined,
        /**
         * Periods that begin before this time.
         */
        to?: string | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    }): CancelablePromise<MeterPeriodPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/licenses/{id}/usage',
            path: {
                'id': id,
            },
            query: {
                'limit': limit,
                'meter': meter,
                'q': q,
                'from': from,
                'to': to,
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
}
