/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateAppBundle = {
    /**
     * App store identifier of the app. Unique.
     */
    app_bundle_id?: string | undefined;
    status?: 'active' | 'expired' | 'disabled' | undefined;
    expires_at?: string | undefined;
    /**
     * Recommended SDK version.
     */
    version?: string | undefined;
    platform?: string | undefined;
    description?: string | undefined;
    features?: Array<string> | undefined;
};

