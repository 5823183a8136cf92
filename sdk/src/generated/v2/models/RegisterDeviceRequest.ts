/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type RegisterDeviceRequest = {
    hardware_hash: string;
    app_version?: string | null | undefined;
    machine_name?: string | null | undefined;
};

