/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseDevice } from './LicenseDevice';
export type LicenseDevices = {
    /**
     * The newest devices first, inactive ones included, 1,000 at most.
     */
    devices: Array<LicenseDevice>;
};

