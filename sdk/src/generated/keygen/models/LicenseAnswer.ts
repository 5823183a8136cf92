/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { License } from './License';
export type LicenseAnswer = {
    /**
     * The license.
     */
    data: License;
};

