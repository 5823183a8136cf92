/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicenseDevice = {
    id: number;
    machine_name: string | null;
    app_version: string | null;
    hardware_hash: string;
    activated_at: string;
    last_heartbeat: string;
    is_active: boolean;
};

