/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ActivateRequest = {
    /**
     * Hash of the device's hardware, which identifies it. At most 512 characters.
     */
    hardware_hash: string;
    /**
     * Version of the program. At most 255 characters.
     */
    app_version?: string | null | undefined;
    /**
     * Display name of the device; empty by default. At most 255 characters.
     */
    machine_name?: string | null | undefined;
    /**
     * License key.
     */
    license_key: string;
};

