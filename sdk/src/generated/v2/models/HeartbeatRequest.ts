/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type HeartbeatRequest = {
    /**
     * License key.
     */
    license_key: string;
    /**
     * Hash of the device's hardware, which identifies it. At most 512 characters.
     */
    hardware_hash: string;
};

