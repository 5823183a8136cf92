/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseState } from './LicenseState';
import type { LicenseStatus } from './LicenseStatus';
import type { LicenseType } from './LicenseType';
import type { PolicyBehavior } from './PolicyBehavior';
export type License = {
    id: string;
    /**
     * What the other APIs call its id.
     */
    number: number;
    customer_id: string | null;
    policy: string;
    type: LicenseType;
    type_label: string | null;
    /**
     * As last set by an admin.
     */
    state: LicenseState;
    /**
     * What the license is at this moment.
     */
    status: LicenseStatus;
    /**
     * Null is unlimited.
     */
    duration_days: number | null;
    /**
     * Null is unlimited.
     */
    max_activations: number | null;
    /**
     * Null is unlimited.
     */
    max_users: number | null;
    /**
     * Null is unlimited. Only the V2 API has sessions so far.
     */
    max_sessions: number | null;
    /**
     * Null is unlimited.
     */
    uses_limit: number | null;
    /**
     * Seats in use.
     */
    seats_used: number;
    /**
     * Distinct devices that ever activated.
     */
    uses: number;
    restricted_to_email: string | null;
    restricted_to_client_name: string | null;
    metadata: Record<string, any>;
    batch: string | null;
    key: string;
    /**
     * Reference of the product.
     */
    product: string;
    policy_overrides: PolicyBehavior;
    starts_at: string | null;
    expires_at: string | null;
    updates_until: string | null;
    support_until: string | null;
    features: Array<string>;
    allowed_domains: Array<string>;
    allowed_ips: Array<string>;
    description: string;
    first_activated_at: string | null;
    created_at: string;
    updated_at: string;
};

