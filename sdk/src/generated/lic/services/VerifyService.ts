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
                400: `The request is malformed.`,
                403: `INVALID_LICENSE, EXPIRED_LICENSE, DISABLED_LICENSE, MACHINE_MISMATCH or MACHINE_ALREADY_BOUND`,
                404: `LICENSE_NOT_FOUND`,
                413: `The body is larger than 1 MB, or than 64 KB where client programs call.`,
                415: `The body is not JSON.`,
                422: `A field is invalid.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
}
