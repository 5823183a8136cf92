/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Device } from './Device';
import type { License } from './License';
export type InfoAnswer = {
    /**
     * The most recent activations, 1,000 at most.
     */
    activations: Array<Device>;
    /**
     * The license.
     */
    license: License;
};

