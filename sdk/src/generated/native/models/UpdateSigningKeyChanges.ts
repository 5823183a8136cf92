/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type UpdateSigningKeyChanges = {
    /**
     * Id.
     */
    id?: string | undefined;
    /**
     * Key ID used in signatures: the first 16 hex digits of the SHA-256 of the public key.
     */
    key_id?: string | undefined;
    /**
     * Signature algorithm.
     */
    algo?: string | undefined;
    /**
     * Public key: 32 bytes in base64.
     */
    public_key?: string | undefined;
    /**
     * When it was created. ISO 8601.
     */
    created_at?: string | undefined;
    /**
     * When the key stopped signing; its signatures verify until it is revoked. Null for the active key. ISO 8601.
     */
    retired_at?: string | null | undefined;
    /**
     * Revoked at. ISO 8601.
     */
    revoked_at?: string | null | undefined;
    change?: EventChange | undefined;
};

