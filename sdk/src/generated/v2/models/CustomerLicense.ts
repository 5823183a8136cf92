/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseStatus } from './LicenseStatus';
export type CustomerLicense = {
    id: number;
    /**
     * A license that was never activated is `active`.
     */
    status: LicenseStatus;
    valid_until: string | null;
    max_activations: number | null;
    /**
     * Number of active devices.
     */
    current_activations: number;
    license_key: string;
    type: string;
};

