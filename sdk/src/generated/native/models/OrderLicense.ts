/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseStatus } from './LicenseStatus';
export type OrderLicense = {
    /**
     * UUID of the license.
     */
    id: string;
    /**
     * License key; null for callers who cannot read licenses.
     */
    key: string | null;
    /**
     * Current status of the license.
     */
    status: LicenseStatus;
};

