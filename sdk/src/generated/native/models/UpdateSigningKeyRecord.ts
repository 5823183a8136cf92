/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type UpdateSigningKeyRecord = {
    /**
     * Id.
     */
    id: string;
    /**
     * Key ID used in signatures: the first 16 hex digits of the SHA-256 of the public key.
     */
    key_id: string;
    /**
     * Signature algorithm.
     */
    algo: string;
    /**
     * Public key: 32 bytes in base64.
     */
    public_key: string;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    /**
     * When the key stopped signing; its signatures verify until it is revoked. Null for the active key. ISO 8601.
     */
    retired_at: string | null;
    /**
     * Revoked at. ISO 8601.
     */
    revoked_at: string | null;
    change?: EventChange | undefined;
};

