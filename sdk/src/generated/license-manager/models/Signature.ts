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
     * What is signed: product, version, checksum and size of the main file, a line each.
     */
    manifest: string;
};

