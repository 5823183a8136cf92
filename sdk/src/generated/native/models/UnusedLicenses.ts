/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { UnusedLicense } from './UnusedLicense';
export type UnusedLicenses = {
    /**
     * Number of these licenses, at most 10000: then there may be more.
     */
    count: number;
    /**
     * The newest of these licenses.
     */
    items: Array<UnusedLicense>;
};

