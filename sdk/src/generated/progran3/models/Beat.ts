/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseStatus } from './LicenseStatus';
export type Beat = {
    /**
     * Always `active`: refusals are errors.
     */
    status: 'active';
    /**
     * State of the license.
     */
    license_status: LicenseStatus;
    /**
     * When the system was last seen, UTC.
     */
    last_seen: string;
};

