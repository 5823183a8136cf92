/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Purchase } from './Purchase';
export type LicenseAnswer = {
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * Number of counted verifications.
     */
    uses: number;
    /**
     * The sale of the license.
     */
    purchase: Purchase;
};

