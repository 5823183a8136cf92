/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type VerifyRequest = {
    /**
     * At most 512 characters.
     */
    hardware_hash: string;
    /**
     * At most 255 characters.
     */
    app_version?: string | null | undefined;
    license_key: string;
};

