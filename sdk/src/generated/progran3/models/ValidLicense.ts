/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseStatus } from './LicenseStatus';
export type ValidLicense = {
    /**
     * Always true: refusals are errors.
     */
    valid: boolean;
    /**
     * UUID of the license.
     */
    license_id: string;
    /**
     * State of the license.
     */
    status: LicenseStatus;
    /**
     * When the license expires, UTC; null if its time has not started or never ends.
     */
    expires_at: string | null;
    /**
     * E-mail address of the user.
     */
    user_email: string | null;
    /**
     * Always true: another system is refused.
     */
    fingerprint_match: boolean;
    /**
     * License key in the form `PROGRAN3-YYYY-…`.
     */
    license_key: string;
};

