/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CreditGrant } from './CreditGrant';
import type { EntitlementGrant } from './EntitlementGrant';
import type { ExpiryBasis } from './ExpiryBasis';
import type { FeatureRate } from './FeatureRate';
import type { MeterGrant } from './MeterGrant';
import type { NextRates } from './NextRates';
import type { PolicyBehavior } from './PolicyBehavior';
import type { ReportableRule } from './ReportableRule';
import type { TrialRequirement } from './TrialRequirement';
export type UpdatePolicy = (PolicyBehavior & {
    /**
     * Name of the policy. At most 255 characters.
     */
    name?: string | undefined;
    /**
     * Key format: `uuid`, `ulid`, `random`, or text with `%X` (digit), `%Y` (capital letter), `%Z` (either) and `%{year}`.
     * `%C` is a check character of the `%Y` and `%Z` right before it, by which apps and forms find typing errors.
     * New keys have no I, L and O, and `%Z` writes no 0 and 1, so that people can read them.
     * With `signed`, a key is a compact JWS of at most 255 characters that apps verify with `/.well-known/jwks.json`; the
     * product's reference must not be longer than 21 characters. %Z{4}-%Z{4}-%Z{4}-%Z{4} by default.
     */
    key_format?: string | undefined;
    /**
     * Start of the term: at issue with `fixed` and `creation`; otherwise with the first activation, the first successful
     * check or activation (`first_validation`), the first successful download of a version, or the first use that is counted
     * (`first_use`).
     */
    expiry_basis?: ExpiryBasis | undefined;
    /**
     * Code of the meter or credit, granted by the policy, whose first use starts a `first_use` term; null for any use. At most 255 characters.
     */
    term_meter?: string | null | undefined;
    /**
     * Rules, by their verdict codes, that refuse nothing before `report_only_until`: answers name the first that would refuse as
     * `would_be`, and licenses are found by it.
     */
    report_only?: Array<ReportableRule> | undefined;
    /**
     * When the rules of `report_only` are enforced; required if there are any. ISO 8601.
     */
    report_only_until?: string | null | undefined;
    /**
     * Term in days; null if the licenses never expire. 1 to 365,000.
     */
    duration_days?: number | null | undefined;
    /**
     * Term in calendar months, instead of `duration_days`, 12 for a year; null counts it in days. 1 to 12,000.
     */
    duration_months?: number | null | undefined;
    /**
     * Maximum number of active devices or domains (seats); null is unlimited. 1 to 2,147,483,647.
     */
    max_activations?: number | null | undefined;
    /**
     * Maximum number of users of a license; null is unlimited. 1 to 2,147,483,647.
     */
    max_users?: number | null | undefined;
    /**
     * Maximum number of concurrent license sessions; null is unlimited. 1 to 2,147,483,647.
     */
    max_sessions?: number | null | undefined;
    /**
     * Lifetime limit of distinct devices; null is unlimited. 1 to 2,147,483,647.
     */
    uses_limit?: number | null | undefined;
    /**
     * Codes of the features of all its licenses.
     */
    features?: Array<string> | undefined;
    /**
     * Data that an app must send besides its hardware ID to get a trial of this trial policy; `device`: nothing else.
     */
    trial_requires?: TrialRequirement | undefined;
    /**
     * Whether a trial of this trial policy starts only after the vendor has verified its e-mail or domain. False by default.
     */
    trial_needs_verification?: boolean | undefined;
    /**
     * Entitlements that the policy grants, replacing all of them. Up to 100 codes with a value that fits the declaration, or an object of `value` and `expires_at`.
     */
    entitlements?: Record<string, EntitlementGrant> | undefined;
    /**
     * Meters that the policy grants, replacing all of them. Up to 100 codes.
     */
    meters?: Record<string, MeterGrant> | undefined;
    /**
     * Credits that the policy grants, replacing all of them. Up to 100 codes.
     */
    credits?: Record<string, CreditGrant> | undefined;
    /**
     * Costs in granted credits, by feature.
     */
    rates?: Record<string, FeatureRate> | undefined;
    /**
     * Rates that replace `rates` at a time, or null.
     */
    next_rates?: NextRates | null | undefined;
});

