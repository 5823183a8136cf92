/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type PolicyChanges = {
    /**
     * Whether a check activates a device if a seat is free.
     */
    bind_on_check?: boolean | undefined;
    /**
     * Where a device may be activated on one license only.
     */
    device_unique_within?: string | undefined;
    /**
     * Effect of an activation when all seats are in use.
     */
    when_full?: string | undefined;
    /**
     * Number of components of a device that must match to recognize it.
     */
    component_match?: string | undefined;
    /**
     * Treatment of virtual machines.
     */
    virtual_machines?: string | undefined;
    /**
     * Treatment of containers.
     */
    containers?: string | undefined;
    /**
     * Treatment of development hosts.
     */
    development_hosts?: string | undefined;
    /**
     * Whether a local domain takes a seat when a domain is activated.
     */
    local_domains?: string | undefined;
    /**
     * Whether a host for staging, tests or previews takes a seat when a domain is activated.
     */
    staging_hosts?: string | undefined;
    /**
     * Further hosts that take no seat.
     */
    free_hosts?: Array<string> | undefined;
    /**
     * Maximum number of hosts without a seat; null is unlimited.
     */
    max_free_hosts?: number | null | undefined;
    /**
     * Maximum number of cores of a device; null is unlimited.
     */
    max_cores?: number | null | undefined;
    /**
     * Maximum memory of a device in MB; null is unlimited.
     */
    max_memory_mb?: number | null | undefined;
    /**
     * Maximum disk space of a device in GB; null is unlimited.
     */
    max_disk_gb?: number | null | undefined;
    /**
     * Maximum number of cores of all devices of a license; null is unlimited.
     */
    max_total_cores?: number | null | undefined;
    /**
     * Maximum memory of all devices of a license in MB; null is unlimited.
     */
    max_total_memory_mb?: number | null | undefined;
    /**
     * Maximum disk space of all devices of a license in GB; null is unlimited.
     */
    max_total_disk_gb?: number | null | undefined;
    /**
     * Treatment of a device that never reported a size which is limited.
     */
    unreported_size?: string | undefined;
    /**
     * Seats above the limit, in percent of it; null for unlimited.
     */
    seat_overage_percent?: number | null | undefined;
    /**
     * What `max_activations` counts.
     */
    seats_per?: string | undefined;
    /**
     * Whether apps must name the user.
     */
    require_user?: boolean | undefined;
    /**
     * Whether the first activation or validation of an unknown user assigns the user to the license.
     */
    assign_user_on_use?: boolean | undefined;
    /**
     * Whether the seats of a bundle count for each product alone.
     */
    seats_per_product?: boolean | undefined;
    /**
     * Deactivations by apps within the transfer period; null for unlimited.
     */
    max_transfers?: number | null | undefined;
    /**
     * Transfer period in days.
     */
    transfer_period_days?: number | undefined;
    /**
     * Code of the meter or credit whose first use starts a `first_use` term; null for any use.
     */
    term_meter?: string | null | undefined;
    /**
     * Days after its expiration during which a license can still be used.
     */
    grace_days?: number | undefined;
    /**
     * Use of an expired license after its grace period.
     */
    expiry_strategy?: string | undefined;
    /**
     * Codes of the features and entitlements that an expired license keeps with `restrict_access`.
     */
    entitlements_after_expiry?: Array<string> | undefined;
    /**
     * Date from which an extension counts.
     */
    renewal_basis?: string | undefined;
    /**
     * Seconds after which a device that sent no check or heartbeat is refused; null for never.
     */
    check_in_interval?: number | null | undefined;
    /**
     * Heartbeat interval in seconds.
     */
    heartbeat_interval?: number | undefined;
    /**
     * Seconds without a check or heartbeat after which a seat is considered dead; null for never.
     */
    heartbeat_timeout?: number | null | undefined;
    /**
     * Treatment of a seat whose device is no longer seen.
     */
    dead_seats?: string | undefined;
    /**
     * Days for which a session can be borrowed; 0 for none.
     */
    max_borrow_days?: number | undefined;
    /**
     * Maximum number of borrowed sessions; null for as many as `max_sessions` allows.
     */
    max_borrowed?: number | null | undefined;
    /**
     * Seconds after its last heartbeat for which a session holds its floating seat.
     */
    session_lease?: number | undefined;
    /**
     * Seconds without activity of its user after which a session ends; null for never.
     */
    idle_timeout?: number | null | undefined;
    /**
     * Sessions that share one seat: none, those of a machine, or those of a user.
     */
    sessions_count_by?: string | undefined;
    /**
     * Maximum number of concurrent sessions of a user; null is unlimited.
     */
    max_sessions_per_user?: number | null | undefined;
    /**
     * Maximum number of concurrent sessions on a machine; null is unlimited.
     */
    max_sessions_per_machine?: number | null | undefined;
    /**
     * Maximum number of machines with sessions of a user at once; null is unlimited.
     */
    max_machines_per_user?: number | null | undefined;
    /**
     * Days for which apps may trust a signed answer or a license file without reaching the server; 0 for none.
     */
    offline_days?: number | undefined;
    /**
     * Times within 365 days that a customer can replace the key of a license in the portal; 0 for never.
     */
    portal_key_replacements?: number | undefined;
    /**
     * Days for which a key works after a customer has replaced it in the portal; 0 for none.
     */
    replaced_key_days?: number | undefined;
    /**
     * Whether devices that were activated before such a key ended go on with it until they are freed.
     */
    replaced_key_on_known_devices?: boolean | undefined;
    /**
     * Whether the first domain of a license is added to its allowed domains.
     */
    add_first_domain?: boolean | undefined;
    /**
     * Oldest version of the app that is allowed; null allows all.
     */
    min_version?: string | null | undefined;
    /**
     * Newest version of the app that is allowed; null allows all.
     */
    max_version?: string | null | undefined;
    /**
     * Platforms of apps that are allowed; empty allows all.
     */
    allowed_platforms?: Array<string> | undefined;
    /**
     * Release channels of apps that are allowed; empty allows all.
     */
    allowed_channels?: Array<string> | undefined;
    /**
     * Maximum number of checks of a license per minute; null is unlimited.
     */
    max_validations_per_minute?: number | null | undefined;
    /**
     * Maximum number of usage calls of a license per minute; null is unlimited.
     */
    max_uses_per_minute?: number | null | undefined;
    /**
     * Limits of features of the app, by name.
     */
    rate_limits?: Record<string, unknown> | undefined;
    /**
     * Countries in which licenses may be used; empty allows all.
     */
    allowed_countries?: Array<string> | undefined;
    /**
     * Countries in which licenses may not be used.
     */
    denied_countries?: Array<string> | undefined;
    /**
     * Rules that refuse nothing before `report_only_until`.
     */
    report_only?: Array<string> | undefined;
    /**
     * When the rules of `report_only` are enforced. ISO 8601.
     */
    report_only_until?: string | null | undefined;
    /**
     * UUID.
     */
    id?: string | undefined;
    /**
     * Name of the policy.
     */
    name?: string | undefined;
    /**
     * Format of new license keys.
     */
    key_format?: string | undefined;
    /**
     * Maximum number of active devices or domains (seats); null is unlimited.
     */
    max_activations?: number | null | undefined;
    /**
     * Maximum number of users; null is unlimited.
     */
    max_users?: number | null | undefined;
    /**
     * Maximum number of concurrent license sessions; null is unlimited.
     */
    max_sessions?: number | null | undefined;
    /**
     * Lifetime limit of distinct devices; null is unlimited.
     */
    uses_limit?: number | null | undefined;
    /**
     * Whether the duration counts from the issue or from a first activation, check, download or use.
     */
    expiry_basis?: string | undefined;
    /**
     * Term in days; null if the license never expires.
     */
    duration_days?: number | null | undefined;
    /**
     * Term in calendar months; `duration_days` is then the same term in days, a year as 365 and a month as 30. Null counts it in days.
     */
    duration_months?: number | null | undefined;
    /**
     * Codes of the features of all its licenses.
     */
    features?: Array<string> | undefined;
    /**
     * Field that a request for a trial must name.
     */
    trial_requires?: string | undefined;
    /**
     * Whether an admin must verify a request before the trial is granted.
     */
    trial_needs_verification?: boolean | undefined;
    /**
     * Number of its newest version, with which licenses are issued; null if its entitlements and meters are those of its licenses.
     */
    published_version?: number | null | undefined;
    /**
     * When it was created. ISO 8601.
     */
    created_at?: string | undefined;
    /**
     * Entitlements of its licenses, by code.
     */
    entitlements?: Record<string, unknown> | undefined;
    /**
     * Terms of its licenses' meters, by code.
     */
    meters?: Record<string, unknown> | undefined;
    /**
     * Terms of its licenses' credits, by code.
     */
    credits?: Record<string, unknown> | undefined;
    /**
     * Costs in credits that hold now, by feature.
     */
    rates?: Record<string, unknown> | undefined;
    /**
     * Rates that replace `rates` at a time, or null.
     */
    next_rates?: Record<string, unknown> | null | undefined;
    change?: EventChange | undefined;
};

