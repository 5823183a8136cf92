/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type AppBundleRecord = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Bundle ID of the app.
     */
    app_bundle_id: string;
    /**
     * State of the app, as configured.
     */
    status: string;
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
     * Name of the license file; empty before the first upload.
     */
    license_file: string;
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
    change?: EventChange | undefined;
};

