/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SessionStartRequest = {
    machine_id?: string | undefined;
    version?: string | undefined;
    license_key: string;
    hardware_hash: string;
};

