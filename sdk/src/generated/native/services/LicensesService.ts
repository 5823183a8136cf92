/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ChangeLicensePolicies } from '../models/ChangeLicensePolicies';
import type { ChangeLicensePolicy } from '../models/ChangeLicensePolicy';
import type { ExtendLicense } from '../models/ExtendLicense';
import type { ImportReport } from '../models/ImportReport';
import type { IssuedLicenses } from '../models/IssuedLicenses';
import type { IssueLicense } from '../models/IssueLicense';
import type { IssueLicenses } from '../models/IssueLicenses';
import type { License } from '../models/License';
import type { LicensePage } from '../models/LicensePage';
import type { LicensePolicyChange } from '../models/LicensePolicyChange';
import type { LicenseState } from '../models/LicenseState';
import type { LicenseStatus } from '../models/LicenseStatus';
import type { LicenseType } from '../models/LicenseType';
import type { MeterPeriodPage } from '../models/MeterPeriodPage';
import type { PolicyChange } from '../models/PolicyChange';
import type { PolicyChangePreview } from '../models/PolicyChangePreview';
import type { RotatedKey } from '../models/RotatedKey';
import type { RotateKey } from '../models/RotateKey';
import type { UpdateLicense } from '../models/UpdateLicense';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class LicensesService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Import licenses from a CSV file, all or none. By default a dry run: it reports what is wrong with the file and imports nothing.
     * @returns ImportReport
     * @throws ApiError
     */
    public importLicenses({
        formData,
        dryRun = true,
    }: {
        formData: {
            /**
             * A CSV file in UTF-8, at most 2 MiB and 10,000 rows, separated by commas, semicolons or tabs. The first row names the columns: `product` and any field of an exported license. Lists are separated by semicolons or JSON, objects are JSON. An empty cell is null, such as no limit; a column that is missing takes the value of the policy. Without a `key`, one is generated. `id`, `number`, `status`, `seats_used`, `uses` and the dates of the record have no effect.
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
            url: '/api/v1/licenses/import',
            query: {
                'dry_run': dryRun,
            },
            formData: formData,
            mediaType: 'multipart/form-data',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                409: `A license with a key of the file was created concurrently.`,
                413: `FILE_TOO_LARGE, FORM_TOO_LARGE`,
                415: `The body is not JSON.`,
                422: `Rows are wrong: \`details\` names the first 100 problems, as \`rows.<row>.<column>\`. Nothing was imported.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
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
        group,
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
         * ID of the group.
         */
        group?: string | undefined,
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
         * Exact license key. A key that a rotation replaced finds its license, too.
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
                'group': group,
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
     * Download licenses as CSV, newest first; the file can be imported. `features`, `entitlements` and `meters` are the license's
     * own, without those of its policy. Values that a spreadsheet would run as a formula are prefixed with an apostrophe.
     * @returns binary The file.
     * @throws ApiError
     */
    public exportLicenses({
        product,
        customerId,
        customer,
        group,
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
         * ID of the group.
         */
        group?: string | undefined,
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
         * Exact license key. A key that a rotation replaced finds its license, too.
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
                'group': group,
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
     * Replace the key of a license. Programs may use the previous key in every API until the overlap ends, but are not told the new
     * one. No license can be given the previous key again, until this license is deleted.
     * @returns RotatedKey
     * @throws ApiError
     */
    public rotateLicenseKey({
        id,
        requestBody,
        idempotencyKey,
    }: {
        /**
         * UUID or key of the license.
         */
        id: string,
        requestBody: RotateKey,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<RotatedKey> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/licenses/{id}/rotate-key',
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
                409: `Another license has, had or will have this key, or KEY_TOO_LONG.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
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
    /**
     * Change the policy of a license, with limits and term. Seats above the new limit stay active, but no other is admitted.
     * @returns LicensePolicyChange
     * @throws ApiError
     */
    public changeLicensePolicy({
        id,
        requestBody,
        idempotencyKey,
    }: {
        /**
         * UUID or key of the license.
         */
        id: string,
        requestBody: ChangeLicensePolicy,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<LicensePolicyChange> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/licenses/{id}/change-policy',
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
                404: `License or policy not found.`,
                409: `A request with this Idempotency-Key is still in progress.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Change the policy of many licenses in the background or, with `dry_run`, preview the change.
     * @returns PolicyChangePreview
     * @returns PolicyChange
     * @throws ApiError
     */
    public changeLicensePolicies({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: ChangeLicensePolicies,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<PolicyChangePreview | PolicyChange> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/licenses/change-policy',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Policy or license not found.`,
                409: `A request with this Idempotency-Key is still in progress.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Get the progress of a change of many licenses.
     * @returns PolicyChange
     * @throws ApiError
     */
    public getPolicyChange({
        id,
    }: {
        id: string,
    }): CancelablePromise<PolicyChange> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/policy-changes/{id}',
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
