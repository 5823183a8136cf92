/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type DataExportChanges = {
    /**
     * Id.
     */
    id?: string | undefined;
    /**
     * Kind.
     */
    kind?: string | undefined;
    /**
     * Name.
     */
    name?: string | undefined;
    /**
     * Query.
     */
    query?: Record<string, unknown> | undefined;
    /**
     * To export: columns of the file, in this order; all by default: id, number, key, product, products, customer_id, customer_name, customer_email, group, order_id, policy, policy_version, policy_overrides, type, type_label, state, status, starts_at, expires_at, duration_days, duration_months, expiry_basis, updates_until, support_until, max_activations, max_users, max_sessions, uses_limit, seats_used, free_hosts, uses, features, entitlements, meters, credits, allowed_domains, allowed_ips, restricted_to_email, restricted_to_client_name, description, metadata, batch, first_activated_at, last_seen_at, checked_in_at, created_at, updated_at, users.
     */
    columns?: Array<string> | undefined;
    /**
     * Description.
     */
    description?: string | undefined;
    /**
     * Zone.
     */
    zone?: string | undefined;
    /**
     * State.
     */
    state?: string | undefined;
    /**
     * Kind of who did it.
     */
    actor_type?: string | undefined;
    /**
     * Actor.
     */
    actor?: string | undefined;
    /**
     * Products.
     */
    products?: Array<string> | null | undefined;
    /**
     * Total.
     */
    total?: number | null | undefined;
    /**
     * Rows.
     */
    rows?: number | undefined;
    /**
     * Size of the file; null unless it is complete.
     */
    bytes?: number | undefined;
    /**
     * Created at. ISO 8601.
     */
    created_at?: string | undefined;
    /**
     * Started at. ISO 8601.
     */
    started_at?: string | null | undefined;
    /**
     * Continued at. ISO 8601.
     */
    continued_at?: string | null | undefined;
    /**
     * Finished at. ISO 8601.
     */
    finished_at?: string | null | undefined;
    /**
     * Keep until. ISO 8601.
     */
    keep_until?: string | undefined;
    change?: EventChange | undefined;
};

