/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ExpiryBasis } from './ExpiryBasis';
import type { HeldEntitlement } from './HeldEntitlement';
import type { HeldMeter } from './HeldMeter';
import type { LicenseState } from './LicenseState';
import type { LicenseStatus } from './LicenseStatus';
import type { LicenseType } from './LicenseType';
import type { PolicyBehavior } from './PolicyBehavior';
export type License = {
    id: string;
    /**
     * Numeric ID used by the other APIs.
     */
    number: number;
    customer_id: string | null;
    group: string | null;
    policy: string;
    type: LicenseType;
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
     * Term in days; null never expires. At least 1.
     */
    duration_days: number | null;
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
    restricted_to_email: string | null;
    restricted_to_client_name: string | null;
    metadata: Record<string, any>;
    batch: string | null;
    key: string;
    /**
     * Reference of the product.
     */
    product: string;
    /**
     * References of all products of the license; the first is `product`.
     */
    products: Array<string>;
    policy_overrides: PolicyBehavior;
    /**
     * ISO 8601.
     */
    starts_at: string | null;
    /**
     * ISO 8601.
     */
    expires_at: string | null;
    /**
     * ISO 8601.
     */
    updates_until: string | null;
    /**
     * ISO 8601.
     */
    support_until: string | null;
    /**
     * Codes of the flags that are true, and features without a declaration.
     */
    features: Array<string>;
    allowed_domains: Array<string>;
    allowed_ips: Array<string>;
    description: string;
    /**
     * ISO 8601.
     */
    first_activated_at: string | null;
    /**
     * When an admin last checked in for all devices. ISO 8601.
     */
    checked_in_at: string | null;
    /**
     * ISO 8601.
     */
    created_at: string;
    /**
     * ISO 8601.
     */
    updated_at: string;
};

