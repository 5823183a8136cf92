/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AnomalyType } from './AnomalyType';
import type { IntegerRange } from './IntegerRange';
import type { LicenseState } from './LicenseState';
import type { LicenseStatus } from './LicenseStatus';
import type { LicenseType } from './LicenseType';
import type { NumberRange } from './NumberRange';
import type { ReportableRule } from './ReportableRule';
import type { TimeRange } from './TimeRange';
export type ExportLicensesQuery = {
    /**
     * UUIDs or references of products.
     */
    product?: (string | Array<string>) | undefined;
    /**
     * Only licenses of the customers with these UUIDs.
     */
    customer_id?: (string | Array<string>) | undefined;
    /**
     * UUIDs, references or e-mail addresses of customers.
     */
    customer?: (string | Array<string>) | undefined;
    /**
     * UUIDs or names of groups.
     */
    group?: (string | Array<string>) | undefined;
    /**
     * E-mail addresses or external IDs of users to whom the license is assigned.
     */
    user?: (string | Array<string>) | undefined;
    /**
     * UUIDs or exact names of policies.
     */
    policy?: (string | Array<string>) | undefined;
    /**
     * Version of its policy that the license has. 1 to 1,000,000.
     */
    policy_version?: number | undefined;
    /**
     * UUIDs of orders, or their IDs in the shop: only licenses that these orders gave.
     */
    order?: (string | Array<string>) | undefined;
    /**
     * IDs of subscriptions in the shop: only licenses that orders of these subscriptions gave.
     */
    subscription_id?: (string | Array<string>) | undefined;
    /**
     * Only licenses of these types, as they are returned: licenses that expire are not `perpetual` or `lifetime`.
     */
    type?: (LicenseType | Array<LicenseType>) | undefined;
    /**
     * Current status of the license: any of these.
     */
    status?: (LicenseStatus | Array<LicenseStatus>) | undefined;
    /**
     * Administrative state of the license: any of these.
     */
    state?: (LicenseState | Array<LicenseState>) | undefined;
    /**
     * License keys, as issued or as people type them. A key that a rotation replaced finds its license, too.
     */
    key?: (string | Array<string>) | undefined;
    /**
     * Labels of the batches in which the licenses were issued.
     */
    batch?: (string | Array<string>) | undefined;
    /**
     * Case-insensitive part of the license key, the description, the device note, the batch or the customer's name, e-mail or company (of the 1000 newest customers that match; with a date or a status, of the 1000 newest licenses that match, in a list). A text without three letters or digits in a row matches beginnings only, and one of one or two letters or digits only those of the 10000 newest rows. It must contain a letter or a digit. At most 255 characters.
     */
    'q'?: string | undefined;
    /**
     * Only licenses created at this time or later. A date alone is the beginning of that day in `TIME_ZONE`. ISO 8601.
     */
    created_after?: string | undefined;
    /**
     * Only licenses created before this time. A date alone is the beginning of that day in `TIME_ZONE`. ISO 8601.
     */
    created_before?: string | undefined;
    /**
     * Only licenses that start at this time or later. A date alone is the beginning of that day in `TIME_ZONE`. ISO 8601.
     */
    starts_after?: string | undefined;
    /**
     * Only licenses that start before this time. A date alone is the beginning of that day in `TIME_ZONE`. ISO 8601.
     */
    starts_before?: string | undefined;
    /**
     * Only licenses that expire at this time or later. A date alone is the beginning of that day in `TIME_ZONE`. ISO 8601.
     */
    expires_after?: string | undefined;
    /**
     * Only licenses that expire before this time. A date alone is the beginning of that day in `TIME_ZONE`. ISO 8601.
     */
    expires_before?: string | undefined;
    /**
     * Earliest and latest time at which the license was created.
     */
    created_at?: TimeRange | undefined;
    /**
     * Earliest and latest time at which the license was last changed.
     */
    updated_at?: TimeRange | undefined;
    /**
     * Earliest and latest time at which the license starts.
     */
    starts_at?: TimeRange | undefined;
    /**
     * Earliest and latest time at which the license expires. Licenses that never expire are not found.
     */
    expires_at?: TimeRange | undefined;
    /**
     * Least and greatest number of seats. Licenses without a limit are not found.
     */
    max_activations?: IntegerRange | undefined;
    /**
     * Only licenses that were activated at least once, or only those that never were.
     */
    seen?: boolean | undefined;
    /**
     * Earliest and latest time at which a device of the license was last seen; a license without a device that was seen counts as last seen before any time. As of the last count of licenses, a few minutes ago.
     */
    last_seen_at?: TimeRange | undefined;
    /**
     * Least and greatest number of devices and domains that hold a seat. As of the last count of licenses, a few minutes ago.
     */
    seats_used?: IntegerRange | undefined;
    /**
     * Least and greatest number of seats that are left, such as `seats_left[lte]=0`; licenses without a limit are not found. As of the last count of licenses, a few minutes ago.
     */
    seats_left?: IntegerRange | undefined;
    /**
     * First and last day, in UTC, on which a request about the license was last refused. As of the last count of licenses, a few minutes ago.
     */
    refused_at?: TimeRange | undefined;
    /**
     * Codes of meters: licenses that have at least one of them. As of the last count of licenses, a few minutes ago.
     */
    meter?: (string | Array<string>) | undefined;
    /**
     * Least and greatest amount used in the current period of one of the meters in `meter`, or of any. As of the last count of licenses, a few minutes ago.
     */
    meter_used?: NumberRange | undefined;
    /**
     * Least and greatest percentage of the limit that is used in the current period of one of the meters in `meter`, or of any, such as `meter_percent[gte]=80`; meters without a limit are not found. As of the last count of licenses, a few minutes ago.
     */
    meter_percent?: NumberRange | undefined;
    /**
     * Codes of the countries in which devices of the license are, such as `DE`. As of the last count of licenses, a few minutes ago.
     */
    country?: (string | Array<string>) | undefined;
    /**
     * Versions that active devices of the license have; `1.*` for all that begin with `1.`.
     */
    version?: (string | Array<string>) | undefined;
    /**
     * Codes of entitlements: licenses that have at least one of them now. A flag must be true.
     */
    entitlement?: (string | Array<string>) | undefined;
    /**
     * Codes of entitlements: licenses that have none of them now.
     */
    without_entitlement?: (string | Array<string>) | undefined;
    /**
     * Types of unresolved anomalies, any of which the license has.
     */
    anomaly?: (AnomalyType | Array<AnomalyType>) | undefined;
    /**
     * Rules of which one would have refused calls of the license within the last 90 days, but is only reported.
     */
    would_be?: (ReportableRule | Array<ReportableRule>) | undefined;
    /**
     * Only rows whose `metadata` has these fields with these values: texts, or numbers and booleans that are written like this.
     */
    metadata?: Record<string, string> | undefined;
    /**
     * Columns of the file, separated by commas, in this order; all by default: id, number, key, product, products, customer_id, customer_name, customer_email, group, order_id, policy, policy_version, policy_overrides, type, type_label, state, status, starts_at, expires_at, duration_days, duration_months, expiry_basis, updates_until, support_until, max_activations, max_users, max_sessions, uses_limit, seats_used, free_hosts, uses, features, entitlements, meters, credits, allowed_domains, allowed_ips, restricted_to_email, restricted_to_client_name, description, metadata, batch, first_activated_at, last_seen_at, checked_in_at, created_at, updated_at, users.
     */
    columns?: string | undefined;
};

