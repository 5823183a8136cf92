/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseState } from './LicenseState';
import type { LicenseType } from './LicenseType';
import type { PolicyBehavior } from './PolicyBehavior';
export type IssueLicenses = {
    /**
     * Null for nobody in particular.
     */
    customer_id?: string | null | undefined;
    /**
     * A policy other than the product's own: its behaviours hold at once, its limits for licenses issued with it.
     */
    policy?: string | undefined;
    /**
     * Sets that one state and clears the others.
     */
    state?: LicenseState | undefined;
    type?: LicenseType | undefined;
    /**
     * What the vendor calls the type.
     */
    type_label?: string | null | undefined;
    /**
     * Before this the license is not valid yet.
     */
    starts_at?: string | null | undefined;
    /**
     * Null for never.
     */
    expires_at?: string | null | undefined;
    /**
     * The term, from the issue or from the first activation as the policy says.
     */
    duration_days?: number | null | undefined;
    updates_until?: string | null | undefined;
    support_until?: string | null | undefined;
    /**
     * Seats: devices or domains that may be active at the same time.
     */
    max_activations?: number | null | undefined;
    max_users?: number | null | undefined;
    /**
     * Sessions that may run at the same time; null is unlimited. Only the V2 API has sessions so far.
     */
    max_sessions?: number | null | undefined;
    /**
     * Distinct devices that may ever activate.
     */
    uses_limit?: number | null | undefined;
    restricted_to_email?: string | null | undefined;
    restricted_to_client_name?: string | null | undefined;
    /**
     * Anything of the vendor's own, up to 16 KB.
     */
    metadata?: Record<string, any> | undefined;
    features?: Array<string> | undefined;
    /**
     * Domains on which the license may run; `*.example.com` allows sub-domains. Empty allows all.
     */
    allowed_domains?: Array<string> | undefined;
    /**
     * Addresses from which the license may run: one, a network (`10.0.0.0/8`) or `10.0.0.*`. Empty allows all.
     */
    allowed_ips?: Array<string> | undefined;
    description?: string | undefined;
    /**
     * Behaviours of this license alone, instead of its policy's.
     */
    policy_overrides?: PolicyBehavior | undefined;
    /**
     * Reference of the product.
     */
    product: string;
    count: number;
    /**
     * By which the licenses of this batch are found again.
     */
    batch?: string | undefined;
};

