/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateAppBundle = {
    /**
     * What the app stores call the app. Unique.
     */
    app_bundle_id?: string | undefined;
    status?: 'active' | 'expired' | 'disabled' | undefined;
    expires_at?: string | undefined;
    features?: Array<string> | undefined;
    /**
     * Of the SDK that apps should have.
     */
    version?: string | undefined;
    platform?: string | undefined;
    description?: string | undefined;
};

