/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type VerifiedLicense = {
    /**
     * Last day of the license in UTC; null if it never expires.
     */
    valid_until: string | null;
    /**
     * Maximum number of users; null is unlimited.
     */
    max_users: number | null;
    /**
     * License key.
     */
    key: string;
};

