/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type VerifyRequest = {
    /**
     * Hash of the device's hardware, which identifies it. At most 512 characters.
     */
    hardware_hash: string;
    /**
     * Version of the program. At most 255 characters.
     */
    app_version?: string | null | undefined;
    /**
     * License key.
     */
    license_key: string;
};

