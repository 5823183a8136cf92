/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseStatus } from './LicenseStatus';
export type ActivatedLicense = {
    /**
     * UUID of the license.
     */
    license_id: string;
    /**
     * Days from the first activation until the license expires.
     */
    duration_days: number | null;
    /**
     * When the license was activated for the first time, UTC; null if never.
     */
    activated_at: string | null;
    /**
     * When the license expires, UTC; null if its time has not started or never ends.
     */
    expires_at: string | null;
    /**
     * State of the license.
     */
    status: LicenseStatus;
    /**
     * License key in the form `PROGRAN3-YYYY-…`.
     */
    license_key: string;
    /**
     * E-mail address of the user.
     */
    user_email: string;
};

