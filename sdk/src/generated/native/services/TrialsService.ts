/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ConvertTrial } from '../models/ConvertTrial';
import type { License } from '../models/License';
import type { RequestedTrial } from '../models/RequestedTrial';
import type { RequestTrial } from '../models/RequestTrial';
import type { Trial } from '../models/Trial';
import type { TrialPage } from '../models/TrialPage';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class TrialsService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Request a trial of a product and activate it on this device. Each device, e-mail and domain gets one. A device that asks
     * again gets its trial again, with 200 instead of 201.
     * @returns RequestedTrial
     * @throws ApiError
     */
    public requestTrial({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: RequestTrial,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<RequestedTrial> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/trials',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `TRIAL_USED, TRIALS_NOT_OFFERED, or the reason why the trial license cannot be used.`,
                404: `Product not found.`,
                409: `The seat limit or the lifetime activation limit of the trial license is reached.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List trials, newest first.
     * @returns TrialPage
     * @throws ApiError
     */
    public listTrials({
        product,
        email,
        fingerprint,
        limit = 20,
        q,
        after,
    }: {
        /**
         * UUID or reference of the product.
         */
        product?: string | undefined,
        /**
         * Exact e-mail, compared without case.
         */
        email?: string | undefined,
        /**
         * Exact fingerprint: the hardware ID as sent, or the SHA-256 of the object that was sent.
         */
        fingerprint?: string | undefined,
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * Case-insensitive part of the fingerprint, the e-mail or the domain. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit. A search looks through the 10000 newest rows.
         */
        q?: string | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    } = {}): CancelablePromise<TrialPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/trials',
            query: {
                'product': product,
                'email': email,
                'fingerprint': fingerprint,
                'limit': limit,
                'q': q,
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
     * Get a trial.
     * @returns Trial
     * @throws ApiError
     */
    public getTrial({
        id,
    }: {
        id: string,
    }): CancelablePromise<Trial> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/trials/{id}',
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
     * Delete a trial, so that its device, e-mail and domain may have another. Its license is unchanged.
     * @returns void
     * @throws ApiError
     */
    public deleteTrial({
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
            url: '/api/v1/trials/{id}',
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
     * Confirm that the e-mail or domain of a trial was verified. Keyward sends no e-mail: call this after your own verification.
     * The device gets its license when it requests the trial again.
     * @returns Trial
     * @throws ApiError
     */
    public verifyTrial({
        id,
        idempotencyKey,
    }: {
        id: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Trial> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/trials/{id}/verify',
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
     * Convert a trial license into a full license. Limits, features and term come from the policy, the term starts now; the
     * key and the active devices stay.
     * @returns License
     * @throws ApiError
     */
    public convertTrial({
        id,
        requestBody,
        idempotencyKey,
    }: {
        /**
         * UUID or key of the license.
         */
        id: string,
        requestBody: ConvertTrial,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<License> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/licenses/{id}/convert-trial',
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
                409: `NOT_A_TRIAL: the license is not a trial.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
