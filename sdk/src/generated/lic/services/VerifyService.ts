/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { VerifyAnswer } from '../models/VerifyAnswer';
import type { VerifyRequest } from '../models/VerifyRequest';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class VerifyService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Verify that a license may be used on a machine. The first machine that verifies is bound to the license.
     * @returns VerifyAnswer
     * @throws ApiError
     */
    public verifyLicense({
        requestBody,
    }: {
        requestBody: VerifyRequest,
    }): CancelablePromise<VerifyAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/verify',
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                403: `INVALID_LICENSE, EXPIRED_LICENSE, DISABLED_LICENSE, MACHINE_MISMATCH or MACHINE_ALREADY_BOUND`,
                404: `LICENSE_NOT_FOUND`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `A field is invalid.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
