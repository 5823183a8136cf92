/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Done } from '../models/Done';
import type { LogInAnswer } from '../models/LogInAnswer';
import type { LogInRequest } from '../models/LogInRequest';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class AuthService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Log in and get an access token.
     * @returns LogInAnswer
     * @throws ApiError
     */
    public logIn({
        requestBody,
    }: {
        requestBody: LogInRequest,
    }): CancelablePromise<LogInAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/auth/login',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `INVALID_CREDENTIALS`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `A field is invalid.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Log out. The token is revoked immediately.
     * @returns Done
     * @throws ApiError
     */
    public logOut(): CancelablePromise<Done> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/auth/logout',
            errors: {
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
