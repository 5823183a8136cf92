/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CreditUsage } from './CreditUsage';
import type { FieldProblem } from './FieldProblem';
import type { HeldEntitlement } from './HeldEntitlement';
import type { LicenseFileStatus } from './LicenseFileStatus';
import type { LicenseUsage } from './LicenseUsage';
import type { MeterUsage } from './MeterUsage';
import type { ReportableRule } from './ReportableRule';
import type { TermStart } from './TermStart';
import type { VerdictCode } from './VerdictCode';
export type ValidationResult = {
    /**
     * Event that starts the term. Only present while it has not started: `valid_until` is still null.
     */
    starts_on?: TermStart | undefined;
    /**
     * Code with which the policy will refuse this call once it enforces what it reports now. Only present then.
     */
    would_be?: ReportableRule | undefined;
    /**
     * The product's page on which customers buy more, with its placeholders filled in. Only present if it has one.
     */
    upgrade_url?: string | undefined;
    /**
     * Page on which customers manage their licenses: the setting `mail.manage_url`, else the portal. Only present if there is one.
     */
    manage_url?: string | undefined;
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
     * Expiration date; null if the license never expires. ISO 8601.
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
    /**
     * The code in words, for a person.
     */
    message: string;
    /**
     * Codes of the features of the license that hold now.
     */
    features: Array<string>;
    /**
     * The license's meters in their current periods. Only present if it has some.
     */
    meters?: Array<MeterUsage> | undefined;
    /**
     * The license's credits in their current periods. Only present if it has some.
     */
    credits?: Array<CreditUsage> | undefined;
    /**
     * Whether the `items` of the call could be taken now. Only present if it has some.
     */
    enough?: boolean | undefined;
    /**
     * Status of the license file that the call named. Only present if it named one and the license was found.
     */
    license_file?: LicenseFileStatus | undefined;
    /**
     * The answer as a compact JWS, which apps verify with `/.well-known/jwks.json`: type `keyward-verdict+jws`. Contains
     * the nonce, the SHA-256 of the license key, the device, the result, and until when it may be trusted without the server. Only
     * present with a nonce.
     */
    signed?: string | undefined;
};

