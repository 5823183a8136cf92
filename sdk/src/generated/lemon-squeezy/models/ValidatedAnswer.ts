/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Instance } from './Instance';
import type { LicenseKey } from './LicenseKey';
import type { Meta } from './Meta';
export type ValidatedAnswer = {
    /**
     * Always null: refusals are errors.
     */
    error: string | null;
    /**
     * Always true: refusals are errors.
     */
    valid: boolean;
    /**
     * The validated instance; null if the request names none.
     */
    instance: Instance | null;
    /**
     * The license.
     */
    license_key: LicenseKey;
    /**
     * Store, order, product and customer of the license.
     */
    meta: Meta;
};

