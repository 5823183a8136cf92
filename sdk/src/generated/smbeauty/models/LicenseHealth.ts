/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseHealthStatus } from './LicenseHealthStatus';
export type LicenseHealth = {
    /**
     * Whole days until the license expires; negative after that.
     */
    days_until_expiry: number;
    /**
     * Download URL of the license file; omitted unless an update is needed.
     */
    download_url?: string | undefined;
    /**
     * State of the license now.
     */
    status: LicenseHealthStatus;
    /**
     * Bundle ID of the app.
     */
    app_bundle_id: string;
    /**
     * Whether the app must fetch a new license file.
     */
    needs_update: boolean;
    /**
     * When the license expires, UTC.
     */
    expires_at: string;
    /**
     * Result in Chinese, for a person.
     */
    message: string;
    /**
     * Features of the app; none by default.
     */
    features: Array<string>;
    /**
     * Version of the app; empty by default.
     */
    version: string;
    /**
     * Platform of the app, such as `ios`; empty by default.
     */
    platform: string;
    /**
     * Name of the license file; empty if none was uploaded.
     */
    license_file: string;
};

