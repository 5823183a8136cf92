/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseStatus } from './LicenseStatus';
export type CustomerLicense = {
    /**
     * Number.
     */
    id: number;
    /**
     * A license that was never activated is `active`.
     */
    status: LicenseStatus;
    /**
     * Last day of the license in UTC; null if it never expires.
     */
    valid_until: string | null;
    /**
     * Maximum number of devices; null is unlimited.
     */
    max_activations: number | null;
    /**
     * Number of active devices.
     */
    current_activations: number;
    /**
     * License key.
     */
    license_key: string;
    /**
     * Commercial type of the license.
     */
    type: string;
};

