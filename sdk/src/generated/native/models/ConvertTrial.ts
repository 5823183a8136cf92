/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { FullLicenseType } from './FullLicenseType';
export type ConvertTrial = {
    /**
     * ID of the policy of the full license; by default, the product's own.
     */
    policy?: string | undefined;
    /**
     * Type of the full license; `perpetual` by default.
     */
    type?: FullLicenseType | undefined;
};

