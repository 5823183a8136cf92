/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AssignLicenseUser } from '../models/AssignLicenseUser';
import type { LicenseUser } from '../models/LicenseUser';
import type { LicenseUserPage } from '../models/LicenseUserPage';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class LicenseUsersService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Assign a named user to a license. A user who is assigned already is returned unchanged, with 200 instead of 201.
     * @returns LicenseUser
     * @throws ApiError
     */
    public assignLicenseUser({
        id,
        requestBody,
        idempotencyKey,
    }: {
        /**
         * UUID or key of the license.
         */
        id: string,
        requestBody: AssignLicenseUser,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<LicenseUser> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/licenses/{id}/users',
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
                409: `USERS_EXHAUSTED: the license, or its group, has as many users as it may have.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List the users of a license, newest first.
     * @returns LicenseUserPage
     * @throws ApiError
     */
    public listLicenseUsers({
        id,
        limit = 20,
        q,
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
         * Case-insensitive part of the e-mail address, the external id or the name. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit.
         */
        q?: string | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    }): CancelablePromise<LicenseUserPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/licenses/{id}/users',
            path: {
                'id': id,
            },
            query: {
                'limit': limit,
                'q': q,
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
     * Get a user of a license.
     * @returns LicenseUser
     * @throws ApiError
     */
    public getLicenseUser({
        id,
        userId,
    }: {
        /**
         * UUID or key of the license.
         */
        id: string,
        userId: string,
    }): CancelablePromise<LicenseUser> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/licenses/{id}/users/{user_id}',
            path: {
                'id': id,
                'user_id': userId,
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
     * Remove a user from a license. If seats are counted by user, devices that only this user uses are deactivated; otherwise
     * the devices stay.
     * @returns void
     * @throws ApiError
     */
    public removeLicenseUser({
        id,
        userId,
        idempotencyKey,
    }: {
        /**
         * UUID or key of the license.
         */
        id: string,
        userId: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<void> {
        return this.httpRequest.request({
            method: 'DELETE',
            url: '/api/v1/licenses/{id}/users/{user_id}',
            path: {
                'id': id,
                'user_id': userId,
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
}
