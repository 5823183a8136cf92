/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type DeviceRegistered = {
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * Number of the device.
     */
    device_id: number;
    /**
     * Result in words, for a person.
     */
    message: string;
};

