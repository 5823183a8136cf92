/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicenseHealthRequest = {
    /**
     * Version of the SDK in the app.
     */
    version?: string | null | undefined;
    /**
     * Time of the last license download by the app.
     */
    last_update?: string | null | undefined;
    app_bundle_id: string;
};

