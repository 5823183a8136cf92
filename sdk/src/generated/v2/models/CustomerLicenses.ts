/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerLicense } from './CustomerLicense';
export type CustomerLicenses = {
    /**
     * The newest licenses, 1,000 at most.
     */
    licenses: Array<CustomerLicense>;
};

