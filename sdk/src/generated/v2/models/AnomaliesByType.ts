/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type AnomaliesByType = {
    /**
     * Number of unusual activation patterns.
     */
    unusual_activation_pattern: number;
    /**
     * Number of devices that sent too many heartbeats.
     */
    excessive_heartbeats: number;
    /**
     * Number of licenses that moved between too many devices.
     */
    license_hopping: number;
};

