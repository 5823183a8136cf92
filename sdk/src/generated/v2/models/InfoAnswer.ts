/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Device } from './Device';
import type { License } from './License';
export type InfoAnswer = {
    /**
     * At most the last 1,000 devices.
     */
    activations: Array<Device>;
    license: License;
};

