/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CheckLicenseRequest = {
    /**
     * At most 255 characters.
     */
    license_code: string;
};

