/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { License } from './License';
export type IssuedLicenses = {
    /**
     * The new licenses, in the order of the request.
     */
    items: Array<License>;
};

