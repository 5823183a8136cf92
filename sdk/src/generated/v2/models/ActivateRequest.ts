/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ActivateRequest = {
    machine_name?: string;
    license_key: string;
    hardware_hash: string;
    app_version?: string;
};

