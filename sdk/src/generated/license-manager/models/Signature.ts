/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Signature = {
    /**
     * Algorithm.
     */
    algo: 'ed25519';
    /**
     * Id of the signing key, as listed at `/api/v1/update-signing-keys`.
     */
    key_id: string;
    /**
     * Signature of the manifest, in base64.
     */
    value: string;
    /**
     * Signed text, one item per line: product, version, SHA-256 and size of the main file, SHA-256 of the SQL file if any, release date.
     */
    manifest: string;
};

