/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Instance } from './Instance';
import type { LicenseKey } from './LicenseKey';
import type { Meta } from './Meta';
export type ValidationRefusal = {
    /**
     * Always false.
     */
    valid: boolean;
    /**
     * Always null; left out for an unknown key.
     */
    instance?: Instance | null | undefined;
    /**
     * Why the license is refused.
     */
    error: string;
    /**
     * The license; left out for an unknown key.
     */
    license_key?: LicenseKey | undefined;
    /**
     * Store, order, product and customer of the license; omitted for an unknown key.
     */
    meta?: Meta | undefined;
};

