/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CreateUser } from '../models/CreateUser';
import type { UpdateUser } from '../models/UpdateUser';
import type { User } from '../models/User';
import type { UserPage } from '../models/UserPage';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class UsersService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Create a user, who may log in from now on.
     * @returns User
     * @throws ApiError
     */
    public createUser({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: CreateUser,
        /**
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this, or the user is to be an owner and the caller is none.`,
                409: `The user name is taken, perhaps by a user who is gone.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * List users, the newest first.
     * @returns UserPage
     * @throws ApiError
     */
    public listUsers({
        limit = 20,
        after,
    }: {
        /**
         * Rows at the most.
         */
        limit?: number | undefined,
        /**
         * The `next` of the page before; left out for the newest rows.
         */
        after?: string | undefined,
    } = {}): CancelablePromise<UserPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/users',
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
     * Read a user.
     * @returns User
     * @throws ApiError
     */
    public getUser({
        id,
    }: {
        id: string,
    }): CancelablePromise<User> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/users/{id}',
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
     * Change a user. Another password or role ends the user's sessions at once. Fields left out stay as they are. One's own password is changed with `POST /api/v1/auth/password`, which takes the current one.
     * @returns User
     * @throws ApiError
     */
    public updateUser({
        id,
        requestBody,
        idempotencyKey,
    }: {
        id: string,
        requestBody: UpdateUser,
        /**
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
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
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this, or it concerns an owner and the caller is none; CURRENT_PASSWORD_REQUIRED: it is the caller’s own password.`,
                404: `There is no such thing.`,
                409: `LAST_OWNER: there must be an owner.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * Deactivate a user for good. Ends the user's sessions at once; the name stays taken.
     * @returns void
     * @throws ApiError
     */
    public deactivateUser({
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
            url: '/api/v1/users/{id}',
            path: {
                'id': id,
            },
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            errors: {
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this, or the user is an owner and the caller is none.`,
                404: `There is no such thing.`,
                409: `LAST_OWNER: there must be an owner.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
}
