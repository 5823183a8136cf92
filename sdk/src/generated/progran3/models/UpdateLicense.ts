/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseStatus } from './LicenseStatus';
export type UpdateLicense = {
    /**
     * Days from the first activation until the license expires. 1 to 3,650.
     */
    duration_days?: number | undefined;
    /**
     * State of the license.
     */
    status?: LicenseStatus | undefined;
    /**
     * Internal note; null if none. At most 500 characters.
     */
    description?: string | null | undefined;
};

