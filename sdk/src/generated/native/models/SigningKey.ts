/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SigningAlg } from './SigningAlg';
export type SigningKey = {
    /**
     * Algorithm of the key.
     */
    alg: SigningAlg;
    /**
     * When the key stopped signing; its signatures verify until it is revoked. Null for the active key. ISO 8601.
     */
    retired_at: string | null;
    /**
     * When the key was revoked: its signatures no longer verify. Null if it was not. ISO 8601.
     */
    revoked_at: string | null;
    /**
     * ID of the key, which signed texts name in their header.
     */
    kid: string;
    /**
     * The public key in base64url, for apps that pin it: 43 characters with EdDSA, 87 with ES256.
     */
    public_key: string;
    /**
     * `x` of the key as a JSON Web Key; with EdDSA the whole public key.
     */
    'x': string;
    /**
     * When the key was created. ISO 8601.
     */
    created_at: string;
};

