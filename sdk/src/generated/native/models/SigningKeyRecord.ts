/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type SigningKeyRecord = {
    /**
     * ID of the key, which signed texts name in their header.
     */
    kid: string;
    /**
     * Algorithm of the key.
     */
    alg: string;
    /**
     * The public key in base64url, for apps that pin it: 43 characters with EdDSA, 87 with ES256.
     */
    public_key: string;
    /**
     * This key, signed by the key of its algorithm that was active before it: a JWS of type `keyward-endorsement+jws` with the claims
     * `iss`, `iat`, `kid` and `x`, or `public_key` with ES256. An app that trusts the key before may trust this one. Omitted for the
     * first key of its algorithm.
     */
    endorsement: string | null;
    /**
     * When the key was created. ISO 8601.
     */
    created_at: string;
    /**
     * When the key stopped signing; its signatures verify until it is revoked. Null for the active key. ISO 8601.
     */
    retired_at: string | null;
    /**
     * When the key was revoked: its signatures no longer verify. Null if it was not. ISO 8601.
     */
    revoked_at: string | null;
    change?: EventChange | undefined;
};

