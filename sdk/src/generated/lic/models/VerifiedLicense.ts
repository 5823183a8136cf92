/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type VerifiedLicense = {
    /**
     * Always `active`: refusals are errors.
     */
    status: 'active';
    /**
     * Expiry time; null means that the license never expires.
     */
    expires_at: string | null;
    /**
     * Days until the license expires; null if it never does.
     */
    remaining_days: number | null;
    /**
     * License key.
     */
    license_key: string;
    /**
     * Machine code: the fingerprint that the program sends.
     */
    machine_code: string;
    /**
     * When the license was last verified, in the installation's time zone.
     */
    last_used_at: string;
    /**
     * When it was created, in the installation's time zone.
     */
    created_at: string;
};

