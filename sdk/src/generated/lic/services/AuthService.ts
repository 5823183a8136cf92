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
                400: `The request is malformed.`,
                401: `INVALID_CREDENTIALS`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `A field is invalid.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
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
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
}
