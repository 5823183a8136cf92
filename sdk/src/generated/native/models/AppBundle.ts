/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AppBundleStatus } from './AppBundleStatus';
export type AppBundle = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Numeric ID used by the other APIs.
     */
    number: number;
    /**
     * State of the app, as configured.
     */
    status: AppBundleStatus;
    /**
     * Name of the license file; empty before the first upload.
     */
    license_file: string;
    /**
     * Bundle ID of the app.
     */
    app_bundle_id: string;
    /**
     * When the app's license expires. ISO 8601.
     */
    expires_at: string;
    /**
     * Features of the app; none by default.
     */
    features: Array<string>;
    /**
     * Version of the app; empty if unknown.
     */
    version: string;
    /**
     * Platform of the app, such as `ios`; empty if unknown.
     */
    platform: string;
    /**
     * Internal note; empty by default.
     */
    description: string;
    /**
     * Name of who created it; empty if unknown.
     */
    created_by: string;
    /**
     * Name of who changed it last; empty if unknown.
     */
    updated_by: string;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    /**
     * When it was last changed. ISO 8601.
     */
    updated_at: string;
};

