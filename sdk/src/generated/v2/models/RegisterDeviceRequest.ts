/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type RegisterDeviceRequest = {
    app_version?: string | null | undefined;
    machine_name?: string | null | undefined;
    hardware_hash: string;
};

