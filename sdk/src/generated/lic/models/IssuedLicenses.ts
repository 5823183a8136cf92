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
     * Days from the creation until the expiration; null never expires.
     */
    duration_days: number;
    /**
     * When the licenses expire, in the installation's time zone; null never.
     */
    expires_at: string | null;
    /**
     * Keys of the new licenses.
     */
    license_keys: Array<string>;
};

