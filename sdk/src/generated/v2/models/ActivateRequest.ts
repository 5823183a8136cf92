/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ActivateRequest = {
    app_version?: string | null;
    machine_name?: string | null;
    license_key: string;
    hardware_hash: string;
};

