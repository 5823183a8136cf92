/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CreateUser } from '../models/CreateUser';
import type { Role } from '../models/Role';
import type { UpdateUser } from '../models/UpdateUser';
import type { User } from '../models/User';
import type { UserPage } from '../models/UserPage';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class UsersService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Create a user.
     * @returns User
     * @throws ApiError
     */
    public createUser({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: CreateUser,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<User> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/users',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing, or a non-owner tried to create an owner.`,
                409: `The user name is already taken, possibly by a deactivated user.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List active users, newest first.
     * @returns UserPage
     * @throws ApiError
     */
    public listUsers({
        limit = 20,
        q,
        role,
        after,
    }: {
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * Case-insensitive part of the user name or the e-mail address. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit.
         */
        q?: string | undefined,
        role?: Role | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    } = {}): CancelablePromise<UserPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/users',
            query: {
                'limit': limit,
                'q': q,
                'role': role,
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
     * Get a user.
     * @returns User
     * @throws ApiError
     */
    public getUser({
        id,
    }: {
        /**
         * UUID or name of the user.
         */
        id: string,
    }): CancelablePromise<User> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/users/{id}',
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
     * Update a user; omitted fields are unchanged. Changing the password or the role ends the user's sessions. To change your own password, use `POST /api/v1/auth/password`.
     * @returns User
     * @throws ApiError
     */
    public updateUser({
        id,
        requestBody,
        idempotencyKey,
    }: {
        /**
         * UUID or name of the user.
         */
        id: string,
        requestBody: UpdateUser,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<User> {
        return this.httpRequest.request({
            method: 'PATCH',
            url: '/api/v1/users/{id}',
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
                403: `The permission is missing, or a non-owner tried to change an owner; CURRENT_PASSWORD_REQUIRED: the caller tried to change their own password.`,
                404: `Not found.`,
                409: `LAST_OWNER: the user is the last owner.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Deactivate a user permanently. Ends the user's sessions; the user name stays reserved.
     * @returns void
     * @throws ApiError
     */
    public deactivateUser({
        id,
        idempotencyKey,
    }: {
        /**
         * UUID or name of the user.
         */
        id: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<void> {
        return this.httpRequest.request({
            method: 'DELETE',
            url: '/api/v1/users/{id}',
            path: {
                'id': id,
            },
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing, or a non-owner tried to deactivate an owner.`,
                404: `Not found.`,
                409: `LAST_OWNER: the user is the last owner.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
