/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type DeactivationResult = {
    /**
     * Always true: refusals are errors.
     */
    success: boolean;
    /**
     * The answer as a compact JWS of type `keyward-answer+jws`, with the nonce, the SHA-256 of the license key or token, the device, and
     * what the answer says. Only present with a nonce.
     */
    signed?: string | undefined;
};

