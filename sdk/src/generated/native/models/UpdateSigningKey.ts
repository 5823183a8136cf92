/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateSigningKey = {
    /**
     * Since then it signs nothing new; what it signed before verifies until the key is revoked. Null for the key that signs.
     */
    retired_at: string | null;
    /**
     * What signatures name it by: the first 16 hex digits of the SHA-256 of the public key.
     */
    key_id: string;
    algo: string;
    /**
     * Its 32 bytes in base64.
     */
    public_key: string;
    created_at: string;
};

