/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Signature = {
    algo: 'ed25519';
    /**
     * Of the key among those at `/api/v1/update-signing-keys`.
     */
    key_id: string;
    /**
     * Of the manifest, in base64.
     */
    value: string;
    /**
     * What is signed, a line each: product, version, SHA-256 and size of the main file, SHA-256 of the SQL file if there is one, release date.
     */
    manifest: string;
};

