/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SessionStartRequest = {
    /**
     * ID of the machine, for display. At most 255 characters.
     */
    machine_id?: string | undefined;
    /**
     * Version of the program. At most 255 characters.
     */
    version?: string | undefined;
    /**
     * License key.
     */
    license_key: string;
    /**
     * Hash of the device's hardware, which identifies it. At most 512 characters.
     */
    hardware_hash: string;
};

