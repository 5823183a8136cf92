/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseUsage } from './LicenseUsage';
import type { VerdictCode } from './VerdictCode';
export type ValidationResult = {
    /**
     * Result code.
     */
    code: VerdictCode;
    /**
     * Null if the license was not found.
     */
    license: LicenseUsage | null;
    /**
     * Maximum number of users; null is unlimited.
     */
    max_users: number | null;
    /**
     * Expiration date; null never expires.
     */
    valid_until: string | null;
    /**
     * The nonce of the request.
     */
    nonce: string | null;
    /**
     * Whether the license is valid for this request.
     */
    valid: boolean;
    message: string;
    features: Array<string>;
};

