/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseFloatingSeats } from './LicenseFloatingSeats';
export type FullestLicenses = {
    /**
     * At most 100 licenses: those whose seats were all taken for the longest first.
     */
    items: Array<LicenseFloatingSeats>;
};

