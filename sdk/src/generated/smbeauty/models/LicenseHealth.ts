/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicenseHealth = {
    days_until_expiry: number;
    /**
     * Download URL of the license file; omitted unless an update is needed.
     */
    download_url?: string | undefined;
    status: 'active' | 'expired' | 'disabled' | 'needs_update';
    app_bundle_id: string;
    needs_update: boolean;
    expires_at: string;
    message: string;
    features: Array<string>;
    version: string;
    platform: string;
    license_file: string;
};

