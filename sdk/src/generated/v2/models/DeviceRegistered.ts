/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type DeviceRegistered = {
    success: boolean;
    device_id: number;
    message: string;
};

