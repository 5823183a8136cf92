/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { FieldProblem } from './FieldProblem';
import type { HeldEntitlement } from './HeldEntitlement';
import type { LicenseUsage } from './LicenseUsage';
import type { MeterUsage } from './MeterUsage';
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
     * Expiration date; null never expires. ISO 8601.
     */
    valid_until: string | null;
    /**
     * The required entitlements that the license does not have, as `entitlements.<code>`. Only present with ENTITLEMENT_MISSING.
     */
    details?: Array<FieldProblem> | undefined;
    /**
     * Entitlements that hold now, by code. Only present if there are some.
     */
    entitlements?: Record<string, HeldEntitlement> | undefined;
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
    /**
     * The license's meters in their current periods. Only present if it has some.
     */
    meters?: Array<MeterUsage> | undefined;
};

