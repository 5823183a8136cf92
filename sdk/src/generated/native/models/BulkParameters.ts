/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { BulkParametersColumns } from './BulkParametersColumns';
import type { ExportFormat } from './ExportFormat';
import type { RenewalBasis } from './RenewalBasis';
export type BulkParameters = {
    /**
     * Days by which the license is extended. Give one of `days`, `months` and `years`. 1 to 36,500.
     */
    days?: number | undefined;
    /**
     * Calendar months by which the license is extended: to the same day of a later month, or to the last day of a month that has
     * no such day. 1 to 1,200.
     */
    months?: number | undefined;
    /**
     * Calendar years by which the license is extended. 1 to 100.
     */
    years?: number | undefined;
    /**
     * Date from which an extension counts: the expiration date (`end`), the time of the call (`today`), or the time of the call
     * for an expired license only (`today_if_expired`). By default, the `renewal_basis` of the license's policy. A license is
     * never shortened.
     */
    from?: RenewalBasis | undefined;
    /**
     * To extend: new expiration date. Licenses that expire later are skipped. A date alone is its last second in `TIME_ZONE`. ISO 8601.
     */
    until?: string | undefined;
    /**
     * To move: UUID or reference of the new customer; null removes the customer. At most 255 characters.
     */
    customer?: string | null | undefined;
    /**
     * To change the policy: UUID or name of the new policy. All limits follow it; a term that has begun is kept. At most 255 characters.
     */
    policy?: string | undefined;
    /**
     * To change the version: one that the policies of the licenses have published; by default, the newest of each policy. 1 to 1,000,000.
     */
    policy_version?: number | undefined;
    /**
     * To export: columns of the file, in this order; all by default: id, number, key, product, products, customer_id, customer_name, customer_email, group, order_id, policy, policy_version, policy_overrides, type, type_label, state, status, starts_at, expires_at, duration_days, duration_months, expiry_basis, updates_until, support_until, max_activations, max_users, max_sessions, uses_limit, seats_used, free_hosts, uses, features, entitlements, meters, credits, allowed_domains, allowed_ips, restricted_to_email, restricted_to_client_name, description, metadata, batch, first_activated_at, last_seen_at, checked_in_at, created_at, updated_at, users. At least 1 items.
     */
    columns?: Array<BulkParametersColumns> | undefined;
    /**
     * To export: format of the file.
     */
    format?: ExportFormat | undefined;
    /**
     * Why the licenses change. At most 500 characters.
     */
    reason?: string | undefined;
    /**
     * Order or ticket. At most 100 characters.
     */
    reference?: string | undefined;
};

