/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseStatus } from './LicenseStatus';
export type GeneratedLicense = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Days from the first activation until the license expires.
     */
    duration_days: number | null;
    /**
     * Internal note; null if none.
     */
    description: string | null;
    /**
     * State of the license.
     */
    status: LicenseStatus;
    /**
     * License key in the form `PROGRAN3-YYYY-…`.
     */
    license_key: string;
    /**
     * When it was created, UTC.
     */
    created_at: string;
};

