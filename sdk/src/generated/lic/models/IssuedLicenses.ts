/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type IssuedLicenses = {
    count: number;
    duration_days: number;
    expires_at: string | null;
    license_keys: Array<string>;
};

