/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicenseHealthRequest = {
    /**
     * Of the SDK in the app.
     */
    version?: string | null;
    /**
     * When the app last took its license.
     */
    last_update?: string | null;
    app_bundle_id: string;
};

