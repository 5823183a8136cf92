/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicenseHealthRequest = {
    /**
     * At most 255 characters.
     */
    app_bundle_id: string;
    /**
     * Version of the SDK in the app. At most 255 characters.
     */
    version?: string | null | undefined;
    /**
     * Time of the last license download by the app. ISO 8601.
     */
    last_update?: string | null | undefined;
};

