/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicenseHealthRequest = {
    /**
     * Of the SDK in the app.
     */
    version?: string | null | undefined;
    /**
     * When the app last took its license.
     */
    last_update?: string | null | undefined;
    app_bundle_id: string;
};

