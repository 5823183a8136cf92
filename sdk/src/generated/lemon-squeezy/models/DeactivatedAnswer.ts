/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseKey } from './LicenseKey';
import type { Meta } from './Meta';
export type DeactivatedAnswer = {
    /**
     * Always null: refusals are errors.
     */
    error: string | null;
    /**
     * Always true: refusals are errors.
     */
    deactivated: boolean;
    /**
     * The license.
     */
    license_key: LicenseKey;
    /**
     * Store, order, product and customer of the license.
     */
    meta: Meta;
};

