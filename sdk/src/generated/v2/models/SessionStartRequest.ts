/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SessionStartRequest = {
    /**
     * At most 255 characters.
     */
    machine_id?: string | undefined;
    /**
     * At most 255 characters.
     */
    version?: string | undefined;
    license_key: string;
    /**
     * At most 512 characters.
     */
    hardware_hash: string;
};

