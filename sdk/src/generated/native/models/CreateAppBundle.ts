/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateAppBundle = {
    /**
     * What the app stores call the app. Unique.
     */
    app_bundle_id: string;
    status?: 'active' | 'expired' | 'disabled' | undefined;
    expires_at: string;
    features?: Array<string> | undefined;
    /**
     * Of the SDK that apps should have.
     */
    version?: string | undefined;
    platform?: string | undefined;
    description?: string | undefined;
};

