/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AppStatus } from './AppStatus';
export type Config = {
    /**
     * State of the app: active, expired or disabled, as configured.
     */
    status: AppStatus;
    /**
     * Bundle ID of the app.
     */
    app_bundle_id: string;
    /**
     * When the license expires, UTC.
     */
    expires_at: string;
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
     * Internal note; empty by default.
     */
    description: string;
    /**
     * Name of the license file; empty if none was uploaded.
     */
    license_file: string;
    /**
     * Name of who created it; empty by default.
     */
    created_by: string;
    /**
     * Name of who changed it last; empty by default.
     */
    updated_by: string;
    /**
     * When it was created, UTC.
     */
    created_at: string;
    /**
     * When it was last changed, UTC.
     */
    updated_at: string;
};

