/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { IssuedLicensesDto } from '../models/IssuedLicensesDto';
import type { IssueLicenseDto } from '../models/IssueLicenseDto';
import type { IssueLicensesDto } from '../models/IssueLicensesDto';
import type { LicenseDto } from '../models/LicenseDto';
import type { LicensePage } from '../models/LicensePage';
import type { UpdateLicenseDto } from '../models/UpdateLicenseDto';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class LicensesService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Issue a license.
     * @returns LicenseDto
     * @throws ApiError
     */
    public issueLicense({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: IssueLicenseDto,
        /**
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
         */
        idempotencyKey?: string,
    }): CancelablePromise<LicenseDto> {
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
                413: `The body is larger than 1 MB.`,
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
        limit = 20,
        after,
    }: {
        /**
         * Rows at the most.
         */
        limit?: number,
        /**
         * The `next` of the page before; left out for the newest rows.
         */
        after?: string,
    } = {}): CancelablePromise<LicensePage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/licenses',
            query: {
                'limit': limit,
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
     * @returns IssuedLicensesDto
     * @throws ApiError
     */
    public issueLicenses({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: IssueLicensesDto,
        /**
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
         */
        idempotencyKey?: string,
    }): CancelablePromise<IssuedLicensesDto> {
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
                413: `The body is larger than 1 MB.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * Read a license with its limits and their use.
     * @returns LicenseDto
     * @throws ApiError
     */
    public getLicense({
        id,
    }: {
        id: string,
    }): CancelablePromise<LicenseDto> {
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
     * @returns LicenseDto
     * @throws ApiError
     */
    public updateLicense({
        id,
        requestBody,
        idempotencyKey,
    }: {
        id: string,
        requestBody: UpdateLicenseDto,
        /**
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
         */
        idempotencyKey?: string,
    }): CancelablePromise<LicenseDto> {
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
                404: `There is no such thing.`,
                413: `The body is larger than 1 MB.`,
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
        idempotencyKey?: string,
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
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
}
