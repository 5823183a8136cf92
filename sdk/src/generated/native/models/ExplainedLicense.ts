/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseStatus } from './LicenseStatus';
export type ExplainedLicense = {
    /**
     * UUID of the license.
     */
    id: string;
    /**
     * State of the license now.
     */
    status: LicenseStatus;
    /**
     * Current key of the license: another one than asked for if that was rotated.
     */
    key: string;
};

