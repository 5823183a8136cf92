/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type IssuedLicenses = {
    /**
     * Number of new licenses.
     */
    count: number;
    /**
     * Days from the creation until the expiration; null if the license never expires.
     */
    duration_days: number;
    /**
     * Expiration time in the installation's time zone; null if the licenses never expire.
     */
    expires_at: string | null;
    /**
     * Keys of the new licenses.
     */
    license_keys: Array<string>;
};

