/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateActivation = {
    /**
     * What people call the device.
     */
    name?: string | null | undefined;
};

