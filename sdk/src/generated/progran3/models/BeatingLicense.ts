/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseStatus } from './LicenseStatus';
export type BeatingLicense = {
    /**
     * State of the license.
     */
    status: LicenseStatus;
    /**
     * License key in the form `PROGRAN3-YYYY-…`.
     */
    license_key: string;
};

