/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ActivateRequest = {
    hardware_hash: string;
    app_version?: string | null | undefined;
    machine_name?: string | null | undefined;
    license_key: string;
};

