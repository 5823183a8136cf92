/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ComponentMatch } from './ComponentMatch';
import type { DeadSeats } from './DeadSeats';
import type { DeviceUniqueness } from './DeviceUniqueness';
import type { ExpiryStrategy } from './ExpiryStrategy';
import type { HostTreatment } from './HostTreatment';
import type { RateLimitTerms } from './RateLimitTerms';
import type { RenewalBasis } from './RenewalBasis';
import type { SeatsPer } from './SeatsPer';
import type { SessionsCountBy } from './SessionsCountBy';
import type { UnreportedSize } from './UnreportedSize';
import type { WhenFull } from './WhenFull';
export type PolicyBehavior = {
    /**
     * Scope within which a device can hold only one seat.
     */
    device_unique_within?: DeviceUniqueness | undefined;
    /**
     * Action when a device activates and no seat is free.
     */
    when_full?: WhenFull | undefined;
    /**
     * Recognizes a device whose `hardware_id` is unknown to the license by the `components` that its app sends, if any of them,
     * two, most (more than half) or all equal those of an active device. `none` by default.
     */
    component_match?: ComponentMatch | undefined;
    /**
     * Whether a virtual machine, as its app reports in `environment`, takes a seat (`count`), takes none (`without_seat`) or is
     * refused as DEVICE_NOT_ALLOWED (`refuse`). `count` by default.
     */
    virtual_machines?: HostTreatment | undefined;
    /**
     * Like `virtual_machines`, for containers. `count` by default.
     */
    containers?: HostTreatment | undefined;
    /**
     * Like `virtual_machines`, for development hosts. `count` by default.
     */
    development_hosts?: HostTreatment | undefined;
    /**
     * Like `virtual_machines`, for `localhost`, `*.localhost`, `*.test`, `*.local`, and loopback, private and link-local addresses,
     * if a domain is activated. `without_seat` by default.
     */
    local_domains?: HostTreatment | undefined;
    /**
     * Like `local_domains`, for hosts that are not in production: `staging.`, `dev.`, `test.`, `preview.` and similar labels, and
     * previews at hosters. `without_seat` by default.
     */
    staging_hosts?: HostTreatment | undefined;
    /**
     * Further hosts that take no seat if a domain is activated, at most 100: domains, `*.example.com`, or a label such as
     * `acceptance.*`.
     */
    free_hosts?: Array<string> | undefined;
    /**
     * Hosts of a license that take no seat, local domains aside; more are refused. null for unlimited; 20 by default. 0 to 500.
     */
    max_free_hosts?: number | null | undefined;
    /**
     * Maximum number of processor cores of a device, as its app reports; a device with more is refused as DEVICE_NOT_ALLOWED.
     * null for unlimited, which is the default. 1 to 2,147,483,647.
     */
    max_cores?: number | null | undefined;
    /**
     * Maximum memory of a device in MB, as its app reports; a device with more is refused as DEVICE_NOT_ALLOWED. null for
     * unlimited, which is the default. 1 to 2,147,483,647.
     */
    max_memory_mb?: number | null | undefined;
    /**
     * Maximum disk space of a device in GB, judged like `max_cores`. 1 to 2,147,483,647.
     */
    max_disk_gb?: number | null | undefined;
    /**
     * Maximum number of cores of all active devices of a license together. A device that would exceed it, because it activates
     * or has grown, is refused as CAPACITY_EXHAUSTED. null for unlimited, which is the default. 1 to 2,147,483,647.
     */
    max_total_cores?: number | null | undefined;
    /**
     * Maximum memory in MB of all active devices of a license together, judged like `max_total_cores`. 1 to 2,147,483,647.
     */
    max_total_memory_mb?: number | null | undefined;
    /**
     * Maximum disk space in GB of all active devices of a license together, judged like `max_total_cores`. 1 to 2,147,483,647.
     */
    max_total_disk_gb?: number | null | undefined;
    /**
     * Whether a device that never reported a limited size may be used (`allow`, counted as 0) or is refused as
     * DEVICE_SIZE_MISSING (`refuse`). `allow` by default.
     */
    unreported_size?: UnreportedSize | undefined;
    /**
     * Seats that a license may use above `max_activations`, in percent of it, rounded down; they are counted and reported. null
     * for unlimited; 0 by default. 0 to 100.
     */
    seat_overage_percent?: number | null | undefined;
    /**
     * Unit of `max_activations`: `device` counts active devices, `user` the users of active devices, each with any number of
     * devices, `user_device` the pairs of a user and an active device. An active device without a user counts as one. `device`
     * by default.
     */
    seats_per?: SeatsPer | undefined;
    /**
     * Deactivations by apps within `transfer_period_days`, beyond which they are refused as TRANSFERS_EXHAUSTED; null for
     * unlimited, which is the default. Deactivations by admins are unlimited and not counted. 0 to 1,000.
     */
    max_transfers?: number | null | undefined;
    /**
     * Period in days in which `max_transfers` counts, ending now; 30 by default. 1 to 36,500.
     */
    transfer_period_days?: number | undefined;
    /**
     * Grace period in days after expiration. 0 to 36,500.
     */
    grace_days?: number | undefined;
    /**
     * Use of an expired license after its grace period: `revoke_access` refuses it; `restrict_access` leaves it usable without
     * newer versions, with the features and entitlements of `entitlements_after_expiry` only; `maintain_access` leaves it
     * usable without newer versions; `allow_access` leaves it usable with updates. `revoke_access` by default.
     */
    expiry_strategy?: ExpiryStrategy | undefined;
    /**
     * Codes of the features and entitlements that an expired license keeps with `restrict_access`, at most 100; none by default.
     */
    entitlements_after_expiry?: Array<string> | undefined;
    /**
     * Date from which an extension counts: `end` is the expiration date, `today` the time of the extension, `today_if_expired`
     * is `today` for an expired license and `end` otherwise. `end` by default.
     */
    renewal_basis?: RenewalBasis | undefined;
    /**
     * Seconds after which a device that sent no check or heartbeat is refused as CHECK_IN_OVERDUE, until it activates again;
     * null for never. 1 to 31,536,000.
     */
    check_in_interval?: number | null | undefined;
    /**
     * Heartbeat interval requested from apps, in seconds. 1 to 31,536,000.
     */
    heartbeat_interval?: number | undefined;
    /**
     * Seconds without a check or heartbeat after which a seat is considered dead; null for never. 1 to 31,536,000.
     */
    heartbeat_timeout?: number | null | undefined;
    /**
     * Whether dead seats are kept or released to other devices.
     */
    dead_seats?: DeadSeats | undefined;
    /**
     * Longest time in days for which an app can borrow a session, which then needs no heartbeats; 0, the default, for none;
     * at most 365.
     */
    max_borrow_days?: number | undefined;
    /**
     * Maximum number of borrowed sessions of a license; null, the default, for as many as `max_sessions` allows. 1 to 2,147,483,647.
     */
    max_borrowed?: number | null | undefined;
    /**
     * Seconds after its last heartbeat for which a session holds its floating seat; 60 by default, 30 to 86,400. Apps are
     * asked for a heartbeat after half of it. A change applies to sessions that start later.
     */
    session_lease?: number | undefined;
    /**
     * Seconds without activity of its user, as the app tells, after which a session ends, 60 to 86,400; null, the default, for never.
     */
    idle_timeout?: number | null | undefined;
    /**
     * Sessions that share one floating seat: none (`instance`, the default), those on a `machine`, or those of a `user`. A session
     * that names no user counts alone.
     */
    sessions_count_by?: SessionsCountBy | undefined;
    /**
     * Maximum number of concurrent sessions that name the same user; null, the default, is unlimited. 1 to 2,147,483,647.
     */
    max_sessions_per_user?: number | null | undefined;
    /**
     * Maximum number of concurrent sessions on a machine; null, the default, is unlimited. 1 to 2,147,483,647.
     */
    max_sessions_per_machine?: number | null | undefined;
    /**
     * Maximum number of machines on which sessions of the same user run at once; null, the default, is unlimited. 1 to 2,147,483,647.
     */
    max_machines_per_user?: number | null | undefined;
    /**
     * Longest time in days for which apps may trust a signed answer or a license file without reaching the server; 30 by
     * default, at most 3,650; 0 for none.
     */
    offline_days?: number | undefined;
    /**
     * Number of times within 365 days that a customer can replace the key of a license in the portal, 0 to 100; 0, the default,
     * for never.
     */
    portal_key_replacements?: number | undefined;
    /**
     * Days for which apps may still use a key that a customer has replaced in the portal, 0 to 90. With 0, the default, it is
     * refused immediately.
     */
    replaced_key_days?: number | undefined;
    /**
     * Oldest version of the app that may use the license, if the app names its version; null allows all. At most 255 characters.
     */
    min_version?: string | null | undefined;
    /**
     * Newest version of the app that may use the license, if the app names its version; null allows all. At most 255 characters.
     */
    max_version?: string | null | undefined;
    /**
     * Platforms of apps that may use the license, if the app names its platform, at most 100; case is ignored. Empty,
     * the default, allows all.
     */
    allowed_platforms?: Array<string> | undefined;
    /**
     * Release channels of apps that may use the license, if the app names its channel, at most 100; case is ignored.
     * Empty, the default, allows all.
     */
    allowed_channels?: Array<string> | undefined;
    /**
     * Maximum number of checks of a license per minute, through all APIs; null is unlimited. Not multiplied by RATE_LIMIT_FACTOR. 1 to 2,147,483,647.
     */
    max_validations_per_minute?: number | null | undefined;
    /**
     * Maximum number of usage calls of a license per minute; null is unlimited. Not multiplied by RATE_LIMIT_FACTOR. 1 to 2,147,483,647.
     */
    max_uses_per_minute?: number | null | undefined;
    /**
     * Limits of features of the app by name, at most 20, from which it takes by `POST /rate-limits/take`. Replaces all of them.
     */
    rate_limits?: Record<string, RateLimitTerms> | undefined;
    /**
     * Whether a check by an unknown device activates it if a seat is free.
     */
    bind_on_check?: boolean | undefined;
    /**
     * Whether calls of apps that do not name their `user` are refused as USER_MISMATCH, except downloads; false by default.
     */
    require_user?: boolean | undefined;
    /**
     * Whether the first activation or validation of an unknown user assigns the user to the license, up to `max_users`; false
     * by default.
     */
    assign_user_on_use?: boolean | undefined;
    /**
     * Whether `max_activations` counts the seats of each product of a license alone, so that a device takes a seat, and a use,
     * of each product that it activates. false by default: a device takes one seat for all products of its license.
     */
    seats_per_product?: boolean | undefined;
    /**
     * Whether devices that were activated before such a key ended go on with it until they are freed.
     */
    replaced_key_on_known_devices?: boolean | undefined;
    /**
     * Whether the first activated domain becomes the only allowed domain.
     */
    add_first_domain?: boolean | undefined;
    /**
     * ISO 3166-1 alpha-2 codes of the countries in which licenses may be used, at most 250, by the address of the caller; empty,
     * the default, allows all. An address without a country, such as one of a private network, is in none of them. Requires
     * COUNTRY_DATABASE: without it, such licenses are refused as COUNTRY_NOT_ALLOWED.
     */
    allowed_countries?: Array<string> | undefined;
    /**
     * ISO 3166-1 alpha-2 codes of the countries in which licenses may not be used, at most 250; empty by default. An address
     * without a country is allowed. Requires COUNTRY_DATABASE.
     */
    denied_countries?: Array<string> | undefined;
};

