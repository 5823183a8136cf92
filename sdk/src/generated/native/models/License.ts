/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CreditTerms } from './CreditTerms';
import type { ExpiryBasis } from './ExpiryBasis';
import type { HeldEntitlement } from './HeldEntitlement';
import type { HeldMeter } from './HeldMeter';
import type { LicenseState } from './LicenseState';
import type { LicenseStatus } from './LicenseStatus';
import type { LicenseType } from './LicenseType';
import type { PendingChange } from './PendingChange';
import type { PolicyBehavior } from './PolicyBehavior';
export type License = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Numeric ID used by the other APIs.
     */
    number: number;
    /**
     * UUID of the customer; null if none.
     */
    customer_id: string | null;
    /**
     * UUID of the group; null if none.
     */
    group: string | null;
    /**
     * UUID of the order that gave the license; null if none did.
     */
    order_id: string | null;
    /**
     * UUID of the policy.
     */
    policy: string;
    /**
     * Version of the policy whose entitlements and meters the license has; 1 if the policy has published none.
     */
    policy_version: number;
    /**
     * Commercial type of the license; it does not change behavior, except `trial`. A license with an end reads `subscription`,
     * even if it was issued as `perpetual` or `lifetime`.
     */
    type: LicenseType;
    /**
     * Name of the type in another system; null if none.
     */
    type_label: string | null;
    /**
     * Administrative state.
     */
    state: LicenseState;
    /**
     * Current status, computed from the state and the dates.
     */
    status: LicenseStatus;
    /**
     * Term in days; null if the license never expires. At least 1.
     */
    duration_days: number | null;
    /**
     * Calendar months of the term, which `duration_days` contains as days, twelve as 365 and each other as 30. Null counts the term in days. At least 1.
     */
    duration_months: number | null;
    /**
     * Start of the term, copied from the policy when the license is issued.
     */
    expiry_basis: ExpiryBasis;
    /**
     * Maximum number of active devices or domains (seats); null is unlimited. At least 1.
     */
    max_activations: number | null;
    /**
     * Maximum number of users; null is unlimited. At least 1.
     */
    max_users: number | null;
    /**
     * Maximum number of concurrent license sessions; null is unlimited. At least 1.
     */
    max_sessions: number | null;
    /**
     * Lifetime limit of distinct devices; null is unlimited. At least 1.
     */
    uses_limit: number | null;
    /**
     * Number of seats in use; of all products, if seats count per product.
     */
    seats_used: number;
    /**
     * Number of active domains without a seat, such as staging hosts.
     */
    free_hosts: number;
    /**
     * Number of distinct devices ever activated.
     */
    uses: number;
    /**
     * Entitlements that hold now, by code.
     */
    entitlements: Record<string, HeldEntitlement>;
    /**
     * Meters that hold now, by code.
     */
    meters: Record<string, HeldMeter>;
    /**
     * Credits that hold now, by code.
     */
    credits: Record<string, CreditTerms>;
    /**
     * E-mail address that must be named to activate; null for any.
     */
    restricted_to_email: string | null;
    /**
     * Client name that must be named to activate; null for any.
     */
    restricted_to_client_name: string | null;
    /**
     * Your own data, as a JSON object.
     */
    metadata: Record<string, unknown>;
    /**
     * Label of the batch with which the license was issued; null if none.
     */
    batch: string | null;
    /**
     * Changes that take effect at a later date, the next first; left out if there are none.
     */
    scheduled_changes?: Array<PendingChange> | undefined;
    /**
     * License key, unique.
     */
    key: string;
    /**
     * Reference of the product.
     */
    product: string;
    /**
     * References of all products of the license; the first is `product`.
     */
    products: Array<string>;
    /**
     * Behavior in which this license differs from its policy; empty if in none.
     */
    policy_overrides: PolicyBehavior;
    /**
     * When the license starts to be valid; null if it is valid at once. ISO 8601.
     */
    starts_at: string | null;
    /**
     * Expiration time of the license; null if it never expires. ISO 8601.
     */
    expires_at: string | null;
    /**
     * End of the period of updates; null if it never ends. ISO 8601.
     */
    updates_until: string | null;
    /**
     * End of the period of support; null if it never ends. It does not change behavior. ISO 8601.
     */
    support_until: string | null;
    /**
     * Codes of the flags that are true, and features without a declaration.
     */
    features: Array<string>;
    /**
     * Domains on which the license may be used, `*.` in front for all below; empty for any.
     */
    allowed_domains: Array<string>;
    /**
     * IP addresses and networks from which the license may be used; empty for any.
     */
    allowed_ips: Array<string>;
    /**
     * Internal note; empty by default.
     */
    description: string;
    /**
     * When the license was activated for the first time; null if never. ISO 8601.
     */
    first_activated_at: string | null;
    /**
     * When a device was last seen; null if none ever was. ISO 8601.
     */
    last_seen_at: string | null;
    /**
     * When an admin last checked in for all devices. ISO 8601.
     */
    checked_in_at: string | null;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    /**
     * When it was last changed. ISO 8601.
     */
    updated_at: string;
    /**
     * When it was deleted; null if it is not. ISO 8601.
     */
    archived_at: string | null;
    /**
     * Time until which it can be restored; null if it is not deleted. ISO 8601.
     */
    restorable_until: string | null;
};

