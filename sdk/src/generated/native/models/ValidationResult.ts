/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseUsage } from './LicenseUsage';
import type { VerdictCode } from './VerdictCode';
export type ValidationResult = {
    /**
     * Why, or why not.
     */
    code: VerdictCode;
    /**
     * Null where there is no such license.
     */
    license: LicenseUsage | null;
    /**
     * Null is unlimited.
     */
    max_users: number | null;
    /**
     * Null is never.
     */
    valid_until: string | null;
    /**
     * As it was sent.
     */
    nonce: string | null;
    /**
     * Whether the program may run.
     */
    valid: boolean;
    message: string;
    features: Array<string>;
};

