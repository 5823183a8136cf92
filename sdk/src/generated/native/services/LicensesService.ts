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
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such product, policy or customer.`,
                409: `There is a license with this key already.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * List licenses, the newest first.
     * @returns LicensePage
     * @throws ApiError
     */
    public listLicenses({
        customerId,
        policy,
        type,
        status,
        state,
        limit = 20,
        product,
        key,
        batch,
        after,
    }: {
        customerId?: string | undefined,
        policy?: string | undefined,
        type?: LicenseType | undefined,
        /**
         * What the license is at this moment.
         */
        status?: LicenseStatus | undefined,
        /**
         * As last set by an admin.
         */
        state?: LicenseState | undefined,
        /**
         * Rows at the most.
         */
        limit?: number | undefined,
        /**
         * Reference of the product.
         */
        product?: string | undefined,
        /**
         * The whole key.
         */
        key?: string | undefined,
        /**
         * The batch that the license was issued in.
         */
        batch?: string | undefined,
        /**
         * The `next` of the page before; left out for the newest rows.
         */
        after?: string | undefined,
    } = {}): CancelablePromise<LicensePage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/licenses',
            query: {
                'customer_id': customerId,
                'policy': policy,
                'type': type,
                'status': status,
                'state': state,
                'limit': limit,
                'product': product,
                'key': key,
                'batch': batch,
                'after': after,
            },
            errors: {
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * Issue many licenses alike: all of them or, where something is wrong, none.
     * @returns IssuedLicenses
     * @throws ApiError
     */
    public issueLicenses({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: IssueLicenses,
        /**
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such product, policy or customer.`,
                409: `The key format of the policy has no keys left.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * Download licenses as a CSV file, the newest first. What a spreadsheet would take for a formula begins with an apostrophe.
     * @returns binary The file.
     * @throws ApiError
     */
    public exportLicenses({
        customerId,
        policy,
        type,
        status,
        state,
        product,
        key,
        batch,
    }: {
        customerId?: string | undefined,
        policy?: string | undefined,
        type?: LicenseType | undefined,
        /**
         * What the license is at this moment.
         */
        status?: LicenseStatus | undefined,
        /**
         * As last set by an admin.
         */
        state?: LicenseState | undefined,
        /**
         * Reference of the product.
         */
        product?: string | undefined,
        /**
         * The whole key.
         */
        key?: string | undefined,
        /**
         * The batch that the license was issued in.
         */
        batch?: string | undefined,
    } = {}): CancelablePromise<Blob> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/licenses/export',
            query: {
                'customer_id': customerId,
                'policy': policy,
                'type': type,
                'status': status,
                'state': state,
                'product': product,
                'key': key,
                'batch': batch,
            },
            errors: {
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * Read a license with its limits and their use.
     * @returns License
     * @throws ApiError
     */
    public getLicense({
        id,
    }: {
        id: string,
    }): CancelablePromise<License> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/licenses/{id}',
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
    /**
     * Change a license. Fields left out stay as they are.
     * @returns License
     * @throws ApiError
     */
    public updateLicense({
        id,
        requestBody,
        idempotencyKey,
    }: {
        id: string,
        requestBody: UpdateLicense,
        /**
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such license, policy or customer.`,
                409: `The policy or the customer was deleted in the meantime.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * Delete a license with its activations. What was recorded of it stays.
     * @returns void
     * @throws ApiError
     */
    public deleteLicense({
        id,
        idempotencyKey,
    }: {
        id: string,
        /**
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such thing.`,
                409: `A request with this Idempotency-Key is still running.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * Let a license last longer, from the date on which it expires or has expired; before a first activation that starts it, its term gets longer.
     * @returns License
     * @throws ApiError
     */
    public extendLicense({
        id,
        requestBody,
        idempotencyKey,
    }: {
        id: string,
        requestBody: ExtendLicense,
        /**
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such thing.`,
                409: `NEVER_EXPIRES: the license has no date to extend.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
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
        id: string,
        /**
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such thing.`,
                409: `A request with this Idempotency-Key is still running.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * Enable a license that was disabled. One that is blocked or revoked as well stays so.
     * @returns License
     * @throws ApiError
     */
    public enableLicense({
        id,
        idempotencyKey,
    }: {
        id: string,
        /**
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such thing.`,
                409: `A request with this Idempotency-Key is still running.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
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
        id: string,
        /**
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such thing.`,
                409: `A request with this Idempotency-Key is still running.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * Unblock a license. One that is disabled or revoked as well stays so.
     * @returns License
     * @throws ApiError
     */
    public unblockLicense({
        id,
        idempotencyKey,
    }: {
        id: string,
        /**
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such thing.`,
                409: `A request with this Idempotency-Key is still running.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * Revoke a license. Only setting its `state` brings it back.
     * @returns License
     * @throws ApiError
     */
    public revokeLicense({
        id,
        idempotencyKey,
    }: {
        id: string,
        /**
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                404: `There is no such thing.`,
                409: `A request with this Idempotency-Key is still running.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
}
