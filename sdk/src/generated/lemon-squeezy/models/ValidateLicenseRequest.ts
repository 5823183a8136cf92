/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ValidateLicenseRequest = {
    /**
     * License key. At most 255 characters.
     */
    license_key: string;
    /**
     * ID of the instance, as activation returned it; left out to validate the license as such. At most 255 characters.
     */
    instance_id?: string | null | undefined;
};

