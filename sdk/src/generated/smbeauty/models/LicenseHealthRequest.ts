/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicenseHealthRequest = {
    app_bundle_id: string;
    /**
     * Version of the SDK in the app.
     */
    version?: string | null | undefined;
    /**
     * Time of the last license download by the app.
     */
    last_update?: string | null | undefined;
};

