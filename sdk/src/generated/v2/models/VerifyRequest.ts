/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type VerifyRequest = {
    hardware_hash: string;
    app_version?: string | null | undefined;
    license_key: string;
};

