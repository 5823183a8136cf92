/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateAppBundleDto = {
    /**
     * What the app stores call the app. Unique.
     */
    app_bundle_id: string;
    status?: 'active' | 'expired' | 'disabled';
    expires_at: string;
    features?: Array<string>;
    /**
     * Of the SDK that apps should have.
     */
    version?: string;
    platform?: string;
    description?: string;
};

