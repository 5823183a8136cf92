/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { JwkSet } from '../models/JwkSet';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class SigningKeysService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * List the public keys for verifying what this installation signs, such as license keys, as a JSON Web Key Set.
     * @returns JwkSet
     * @throws ApiError
     */
    public listPublicKeys(): CancelablePromise<JwkSet> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/.well-known/jwks.json',
            errors: {
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
