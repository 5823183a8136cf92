/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { BehaviorDto } from './BehaviorDto';
import type { LicenseState } from './LicenseState';
import type { LicenseType } from './LicenseType';
export type UpdateLicenseDto = {
    /**
     * Null for nobody in particular.
     */
    customer_id?: string | null;
    /**
     * A policy other than the product's own: its behaviours hold at once, its limits for licenses issued with it.
     */
    policy?: string;
    /**
     * Sets that one state and clears the others.
     */
    state?: LicenseState;
    type?: LicenseType;
    /**
     * What the vendor calls the type.
     */
    type_label?: string | null;
    /**
     * Before this the license is not valid yet.
     */
    starts_at?: string | null;
    /**
     * Null for never.
     */
    expires_at?: string | null;
    /**
     * The term, from the issue or from the first activation as the policy says.
     */
    duration_days?: number | null;
    updates_until?: string | null;
    support_until?: string | null;
    /**
     * Seats: devices or domains that may be active at the same time.
     */
    max_activations?: number | null;
    max_users?: number | null;
    max_sessions?: number | null;
    /**
     * Distinct devices that may ever activate.
     */
    uses_limit?: number | null;
    restricted_to_email?: string | null;
    restricted_to_client_name?: string | null;
    /**
     * Anything of the vendor's own, up to 16 KB.
     */
    metadata?: Record<string, any>;
    features?: Array<string>;
    /**
     * Domains on which the license may run; `*.example.com` allows sub-domains. Empty allows all.
     */
    allowed_domains?: Array<string>;
    /**
     * Addresses from which the license may run: one, a network (`10.0.0.0/8`) or `10.0.0.*`. Empty allows all.
     */
    allowed_ips?: Array<string>;
    description?: string;
    /**
     * Behaviours of this license alone, instead of its policy's.
     */
    policy_overrides?: BehaviorDto;
};

