/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseStatus } from './LicenseStatus';
import type { LicenseUser } from './LicenseUser';
export type License = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Duration of the license in days; null means that it never expires.
     */
    duration_days: number | null;
    /**
     * State of the license.
     */
    status: LicenseStatus;
    /**
     * Internal note; null if none.
     */
    description: string | null;
    /**
     * When the license was activated for the first time, UTC; null if never.
     */
    activated_at: string | null;
    /**
     * When the license expires, UTC; null if its time has not started or never ends.
     */
    expires_at: string | null;
    /**
     * Customer of the license; null if it has none.
     */
    users: LicenseUser | null;
    /**
     * License key in the form `PROGRAN3-YYYY-…`.
     */
    license_key: string;
    /**
     * When it was created, UTC.
     */
    created_at: string;
};

