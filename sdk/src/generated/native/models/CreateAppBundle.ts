/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AppBundleStatus } from './AppBundleStatus';
export type CreateAppBundle = {
    /**
     * App store identifier of the app. Unique. At most 255 characters.
     */
    app_bundle_id: string;
    /**
     * State of the app; `active` by default.
     */
    status?: AppBundleStatus | undefined;
    /**
     * When the app's license expires. A date alone is its last second in `TIME_ZONE`. ISO 8601.
     */
    expires_at: string;
    /**
     * Features of the app; none by default.
     */
    features?: Array<string> | undefined;
    /**
     * Recommended SDK version. At most 255 characters.
     */
    version?: string | undefined;
    /**
     * Platform of the app, such as `ios`; empty if unknown. At most 255 characters.
     */
    platform?: string | undefined;
    /**
     * Internal note; empty by default. At most 2,000 characters.
     */
    description?: string | undefined;
};

