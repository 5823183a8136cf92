/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ActivateLicenseRequest = {
    /**
     * License key. At most 255 characters.
     */
    license_key: string;
    /**
     * Name of the instance. It is the fingerprint of the device: each name takes one seat. At most 255 characters.
     */
    instance_name: string;
};

