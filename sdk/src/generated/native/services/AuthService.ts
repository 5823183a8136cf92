/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AccessToken } from '../models/AccessToken';
import type { ChangePassword } from '../models/ChangePassword';
import type { LogIn } from '../models/LogIn';
import type { User } from '../models/User';
import type { UserSessionPage } from '../models/UserSessionPage';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class AuthService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Log in and get an access token.
     * @returns AccessToken
     * @throws ApiError
     */
    public logIn({
        requestBody,
    }: {
        requestBody: LogIn,
    }): CancelablePromise<AccessToken> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/auth/login',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is malformed.`,
                401: `The user name or the password is wrong.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                429: `Too many requests, or LOCKED_OUT: too many failed log-ins. Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * End the session of the token that is sent; the token is worth nothing from then on.
     * @returns void
     * @throws ApiError
     */
    public logOut({
        idempotencyKey,
    }: {
        /**
         * The same key and body again, within 24 hours, give the first answer again (secrets blanked) and change nothing.
         */
        idempotencyKey?: string | undefined,
    } = {}): CancelablePromise<void> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/auth/logout',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            errors: {
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                409: `A request with this Idempotency-Key is still running.`,
                422: `The Idempotency-Key was used for another request.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * Who am I?
     * @returns User
     * @throws ApiError
     */
    public getMe(): CancelablePromise<User> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/auth/me',
            errors: {
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * Change one's own password. Ends all of one's sessions, this one too.
     * @returns void
     * @throws ApiError
     */
    public changePassword({
        requestBody,
    }: {
        requestBody: ChangePassword,
    }): CancelablePromise<void> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/auth/password',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is malformed.`,
                401: `No valid credential, or INVALID_CREDENTIALS: the current password is wrong.`,
                403: `The credential may not do this.`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                429: `Too many requests, or LOCKED_OUT: too many wrong passwords. Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * List one's own running sessions, the newest first.
     * @returns UserSessionPage
     * @throws ApiError
     */
    public listOwnSessions({
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
    } = {}): CancelablePromise<UserSessionPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/auth/sessions',
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
     * End one of one's own sessions; its token is worth nothing from then on.
     * @returns void
     * @throws ApiError
     */
    public endOwnSession({
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
            url: '/api/v1/auth/sessions/{id}',
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
