/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseCreditGrant } from './LicenseCreditGrant';
import type { LicenseEntitlementGrant } from './LicenseEntitlementGrant';
import type { LicenseMeterGrant } from './LicenseMeterGrant';
import type { LicenseState } from './LicenseState';
import type { LicenseType } from './LicenseType';
import type { PolicyBehavior } from './PolicyBehavior';
export type IssueLicense = {
    /**
     * References of all products of the license, 1 to 20 different ones, of which the first is `product`; by default `product`
     * alone. The license has the entitlements and meters that each of them declares. Further products change neither its policy
     * nor its limits. The license loses its own grants of products that it no longer has.
     */
    products?: Array<string> | undefined;
    /**
     * UUID, reference or e-mail address of the customer; null for none. At most 255 characters.
     */
    customer_id?: string | null | undefined;
    /**
     * UUID or name of the group with whose other licenses it shares limits; null for none. A new license joins the group of its customer by default. At most 255 characters.
     */
    group?: string | null | undefined;
    /**
     * UUID or name of a policy other than the product's own. Its behavior applies immediately, its limits when a license is issued, or by a change of its policy. At most 255 characters.
     */
    policy?: string | undefined;
    /**
     * Version of the policy: an issued license gets its newest by default, and keeps its version while it keeps its policy. 1 to 1,000,000.
     */
    policy_version?: number | undefined;
    /**
     * Administrative state; setting one clears the others.
     */
    state?: LicenseState | undefined;
    /**
     * Commercial type of the license; it does not change behavior, except `trial`. `perpetual` and `lifetime` with an end, an
     * expiration date or a term in days, are accepted and read `subscription`.
     */
    type?: LicenseType | undefined;
    /**
     * Vendor's name for the type. At most 255 characters.
     */
    type_label?: string | null | undefined;
    /**
     * Start of validity; null starts immediately. A date alone is its first second in `TIME_ZONE`. ISO 8601.
     */
    starts_at?: string | null | undefined;
    /**
     * Expiration date; null if the license never expires. A date alone is its last second in `TIME_ZONE`. ISO 8601.
     */
    expires_at?: string | null | undefined;
    /**
     * Term in days, counted from issue or first activation as the policy defines. 1 to 365,000.
     */
    duration_days?: number | null | undefined;
    /**
     * Term in calendar months, instead of `duration_days`, 12 for a year; null counts it in days. 1 to 12,000.
     */
    duration_months?: number | null | undefined;
    /**
     * End of the period of updates; null if it never ends. A date alone is its last second in `TIME_ZONE`. ISO 8601.
     */
    updates_until?: string | null | undefined;
    /**
     * End of the period of support; null if it never ends. It does not change behavior. A date alone is its last second in `TIME_ZONE`. ISO 8601.
     */
    support_until?: string | null | undefined;
    /**
     * Maximum number of active devices or domains (seats); null is unlimited. 1 to 2,147,483,647.
     */
    max_activations?: number | null | undefined;
    /**
     * Maximum number of users; null is unlimited. 1 to 2,147,483,647.
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
     * Codes of free features, beside those of the policy; at most 100.
     */
    features?: Array<string> | undefined;
    /**
     * Entitlements of the license's own, replacing all of them: they override the policy's until they expire, and null withdraws one. Up to 100 codes with a value that fits the declaration, or an object of `value` and `expires_at`.
     */
    entitlements?: Record<string, LicenseEntitlementGrant> | undefined;
    /**
     * Meters of the license's own, replacing all of them: they override the policy's, and null withdraws one. Up to 100 codes.
     */
    meters?: Record<string, LicenseMeterGrant> | undefined;
    /**
     * Credits of the license's own, replacing all of them: they override the policy's, and null withdraws one. Up to 100 codes.
     */
    credits?: Record<string, LicenseCreditGrant> | undefined;
    /**
     * E-mail address that must be named to activate; null for any. At most 255 characters.
     */
    restricted_to_email?: string | null | undefined;
    /**
     * Client name that must be named to activate; null for any. At most 255 characters.
     */
    restricted_to_client_name?: string | null | undefined;
    /**
     * Internal note; empty by default. At most 2,000 characters.
     */
    description?: string | undefined;
    /**
     * Custom vendor data, at most 16 KB. Apps read the object `public` in it, at most 8 KB, in signed answers; the portal also `portal`.
     */
    metadata?: Record<string, any> | undefined;
    /**
     * Reference of the product. At most 255 characters.
     */
    product: string;
    /**
     * Custom license key; if omitted, one is generated in the policy's format.
     */
    key?: string | undefined;
    /**
     * Allowed domains, at most 100; `*.example.com` allows subdomains. Empty allows all.
     */
    allowed_domains?: Array<string> | undefined;
    /**
     * Allowed IP addresses, networks (`10.0.0.0/8`) or patterns (`10.0.0.*`), at most 100. Empty allows all.
     */
    allowed_ips?: Array<string> | undefined;
    /**
     * Overrides of the policy's behavior for this license.
     */
    policy_overrides?: PolicyBehavior | undefined;
};

