/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SessionFeature } from './SessionFeature';
export type SessionFeatures = {
    /**
     * The features that the call named.
     */
    features: Array<SessionFeature>;
    /**
     * The answer as a compact JWS of type `keyward-answer+jws`, with the nonce, the SHA-256 of the license key or token, the device, and
     * what the answer says. Only present with a nonce.
     */
    signed?: string | undefined;
};

