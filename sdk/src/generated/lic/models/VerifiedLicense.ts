/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type VerifiedLicense = {
    status: 'active';
    /**
     * Expiry time; null means that the license never expires.
     */
    expires_at: string | null;
    remaining_days: number | null;
    license_key: string;
    machine_code: string;
    last_used_at: string;
    created_at: string;
};

