/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseStatus } from './LicenseStatus';
import type { LicenseStatusText } from './LicenseStatusText';
export type License = {
    /**
     * Number.
     */
    id: number;
    /**
     * 0: unused, 1: used, 2: disabled.
     */
    status: LicenseStatus;
    /**
     * The status in Chinese.
     */
    status_text: LicenseStatusText;
    /**
     * Code of the bound machine; null if none is bound.
     */
    machine_code: string | null;
    /**
     * Days from the creation until the expiration; null if the license never expires.
     */
    duration_days: number | null;
    /**
     * Expiry time; null means that the license never expires.
     */
    expires_at: string | null;
    /**
     * When the license was last verified, in the installation's time zone; null if never.
     */
    last_used_at: string | null;
    /**
     * License key.
     */
    license_key: string;
    /**
     * Note on the machine.
     */
    machine_note: string;
    /**
     * When it was created, in the installation's time zone.
     */
    created_at: string;
};

