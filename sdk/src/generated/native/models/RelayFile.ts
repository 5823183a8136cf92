/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type RelayFile = {
    /**
     * The next relay file, without a private key.
     */
    file: string;
    /**
     * When the pool comes back. ISO 8601.
     */
    expires_at: string;
};

