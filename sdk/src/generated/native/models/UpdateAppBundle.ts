/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateAppBundle = {
    /**
     * App store identifier of the app. Unique. At most 255 characters.
     */
    app_bundle_id?: string | undefined;
    /**
     * Active by default.
     */
    status?: 'active' | 'expired' | 'disabled' | undefined;
    /**
     * ISO 8601.
     */
    expires_at?: string | undefined;
    /**
     * Recommended SDK version. At most 255 characters.
     */
    version?: string | undefined;
    /**
     * At most 255 characters.
     */
    platform?: string | undefined;
    /**
     * At most 2,000 characters.
     */
    description?: string | undefined;
    features?: Array<string> | undefined;
};

