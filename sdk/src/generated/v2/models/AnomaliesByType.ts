/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type AnomaliesByType = {
    unusual_activation_pattern: number;
    excessive_heartbeats: number;
    license_hopping: number;
};

