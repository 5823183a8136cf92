/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type RelayPool = {
    /**
     * Sessions that can run at the same time. Required if the license limits them. 1 to 2,147,483,647.
     */
    sessions?: number | undefined;
    /**
     * Devices that can be active. Required if the license limits them. 1 to 2,147,483,647.
     */
    activations?: number | undefined;
    /**
     * Amounts of up to 5 meters and credits, by code.
     */
    meters?: Record<string, (number | string)> | undefined;
};

