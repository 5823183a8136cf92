/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type AppBundleChanges = {
    /**
     * UUID.
     */
    id?: string | undefined;
    /**
     * Bundle ID of the app.
     */
    app_bundle_id?: string | undefined;
    /**
     * State of the app, as configured.
     */
    status?: string | undefined;
    /**
     * When the app's license expires. ISO 8601.
     */
    expires_at?: string | undefined;
    /**
     * Features of the app; none by default.
     */
    features?: Array<string> | undefined;
    /**
     * Version of the app; empty if unknown.
     */
    version?: string | undefined;
    /**
     * Platform of the app, such as `ios`; empty if unknown.
     */
    platform?: string | undefined;
    /**
     * Internal note; empty by default.
     */
    description?: string | undefined;
    /**
     * Name of the license file; empty before the first upload.
     */
    license_file?: string | undefined;
    /**
     * Name of who created it; empty if unknown.
     */
    created_by?: string | undefined;
    /**
     * Name of who changed it last; empty if unknown.
     */
    updated_by?: string | undefined;
    /**
     * When it was created. ISO 8601.
     */
    created_at?: string | undefined;
    change?: EventChange | undefined;
};

