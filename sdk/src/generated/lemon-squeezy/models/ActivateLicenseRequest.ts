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
     * Label of the instance. Each activation is a new instance, which takes a seat, whatever its name. At most 255 characters.
     */
    instance_name: string;
};

