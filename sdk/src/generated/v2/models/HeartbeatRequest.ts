/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type HeartbeatRequest = {
    license_key: string;
    /**
     * At most 512 characters.
     */
    hardware_hash: string;
};

