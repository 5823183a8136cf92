/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateSigningKey = {
    /**
     * When the key stopped signing; its signatures verify until it is revoked. Null for the active key. ISO 8601.
     */
    retired_at: string | null;
    /**
     * Key ID used in signatures: the first 16 hex digits of the SHA-256 of the public key.
     */
    key_id: string;
    algo: string;
    /**
     * Public key: 32 bytes in base64.
     */
    public_key: string;
    /**
     * ISO 8601.
     */
    created_at: string;
};

