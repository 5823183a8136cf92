/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseStatus } from './LicenseStatus';
import type { LicenseUser } from './LicenseUser';
export type SystemLicense = {
    /**
     * UUID.
     */
    id: string;
    /**
     * State of the license.
     */
    status: LicenseStatus;
    /**
     * User of the license; null if none.
     */
    users: LicenseUser | null;
    /**
     * License key in the form `PROGRAN3-YYYY-…`.
     */
    license_key: string;
};

