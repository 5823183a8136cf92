/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type DeactivateLicenseRequest = {
    /**
     * License key. At most 255 characters.
     */
    license_key: string;
    /**
     * ID of the instance, as activation returned it. At most 255 characters.
     */
    instance_id: string;
};

