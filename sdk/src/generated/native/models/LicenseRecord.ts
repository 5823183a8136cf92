/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type LicenseRecord = {
    /**
     * UUID.
     */
    id: string;
    /**
     * License key, unique.
     */
    key: string;
    /**
     * Reference of the product; null if it has been deleted since.
     */
    product: string | null;
    /**
     * References of all products of the license; the first is `product`.
     */
    products: Array<string> | null;
    /**
     * Customer; null without one, or if it has been deleted since.
     */
    customer_id: string | null;
    /**
     * Group id.
     */
    group_id: string | null;
    /**
     * Policy id.
     */
    policy_id: string | null;
    /**
     * UUID of the order that gave the license; null if none did.
     */
    order_id: string | null;
    /**
     * Behavior in which this license differs from its policy; empty if in none.
     */
    policy_overrides: Record<string, unknown>;
    /**
     * Commercial type of the license; it does not change behavior, except `trial`. A license with an end reads `subscription`,
     * even if it was issued as `perpetual` or `lifetime`.
     */
    type: string;
    /**
     * Name of the type in another system; null if none.
     */
    type_label: string | null;
    /**
     * When the webhook was disabled; null if it is enabled. ISO 8601.
     */
    disabled_at: string | null;
    /**
     * Blocked at. ISO 8601.
     */
    blocked_at: string | null;
    /**
     * Revoked at. ISO 8601.
     */
    revoked_at: string | null;
    /**
     * When the license starts to be valid; null if it is valid at once. ISO 8601.
     */
    starts_at: string | null;
    /**
     * Expiration time of the license; null if it never expires. ISO 8601.
     */
    expires_at: string | null;
    /**
     * Start of the term, copied from the policy when the license is issued.
     */
    expiry_basis: string;
    /**
     * Term in days; null if the license never expires.
     */
    duration_days: number | null;
    /**
     * Calendar months of the term, which `duration_days` contains as days, twelve as 365 and each other as 30. Null counts the term in days.
     */
    duration_months: number | null;
    /**
     * End of the period of updates; null if it never ends. ISO 8601.
     */
    updates_until: string | null;
    /**
     * End of the period of support; null if it never ends. It does not change behavior. ISO 8601.
     */
    support_until: string | null;
    /**
     * Maximum number of active devices or domains (seats); null is unlimited.
     */
    max_activations: number | null;
    /**
     * Maximum number of users; null is unlimited.
     */
    max_users: number | null;
    /**
     * Maximum number of concurrent license sessions; null is unlimited.
     */
    max_sessions: number | null;
    /**
     * Lifetime limit of distinct devices; null is unlimited.
     */
    uses_limit: number | null;
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
     * E-mail address that must be named to activate; null for any.
     */
    restricted_to_email: string | null;
    /**
     * Client name that must be named to activate; null for any.
     */
    restricted_to_client_name: string | null;
    /**
     * Is envato.
     */
    is_envato: boolean;
    /**
     * Internal note; empty by default.
     */
    description: string;
    /**
     * Device note.
     */
    device_note: string;
    /**
     * Your own data, as a JSON object.
     */
    metadata: Record<string, unknown>;
    /**
     * Label of the batch with which the license was issued; null if none.
     */
    batch: string | null;
    /**
     * When the license was activated for the first time; null if never. ISO 8601.
     */
    first_activated_at: string | null;
    /**
     * Term started at. ISO 8601.
     */
    term_started_at: string | null;
    /**
     * When an admin last checked in for all devices. ISO 8601.
     */
    checked_in_at: string | null;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    /**
     * License.
     */
    license_id: string;
    /**
     * Key of the license.
     */
    license_key: string;
    /**
     * Entitlements that hold now, by code.
     */
    entitlements?: Record<string, unknown> | undefined;
    /**
     * Meters that hold now, by code.
     */
    meters?: Record<string, unknown> | undefined;
    /**
     * Credits that hold now, by code.
     */
    credits?: Record<string, unknown> | undefined;
    /**
     * The new job.
     */
    job?: string | undefined;
    change?: EventChange | undefined;
};

