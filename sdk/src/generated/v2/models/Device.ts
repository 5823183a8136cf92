/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Device = {
    /**
     * Number.
     */
    id: number;
    /**
     * Display name of the device; empty by default.
     */
    machine_name: string | null;
    /**
     * Hash of the device's hardware, which identifies it.
     */
    hardware_hash: string;
    /**
     * When the device was activated, UTC.
     */
    activated_at: string;
    /**
     * When the device was last seen, UTC.
     */
    last_heartbeat: string;
    /**
     * Whether the device is activated.
     */
    is_active: boolean;
};

