/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SigningKey = {
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
     * The 32 bytes of the public key in base64url, for apps that pin it.
     */
    'x': string;
    /**
     * When the key was created. ISO 8601.
     */
    created_at: string;
};

