/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseResource } from './LicenseResource';
export type LicenseResources = {
    /**
     * The newest resources first, 1,000 at most.
     */
    resources: Array<LicenseResource>;
};

