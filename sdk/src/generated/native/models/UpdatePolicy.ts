/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DeadSeats } from './DeadSeats';
import type { DeviceUniqueness } from './DeviceUniqueness';
import type { ExpiryBasis } from './ExpiryBasis';
import type { ExpiryStrategy } from './ExpiryStrategy';
import type { RenewalBasis } from './RenewalBasis';
import type { TrialRequirement } from './TrialRequirement';
import type { WhenFull } from './WhenFull';
export type UpdatePolicy = {
    /**
     * Scope within which a device can hold only one seat.
     */
    device_unique_within?: DeviceUniqueness | undefined;
    /**
     * Action when a device activates and no seat is free.
     */
    when_full?: WhenFull | undefined;
    /**
     * Seats that a license may use above `max_activations`, in percent of it, rounded down; they are counted and reported. null
     * for unlimited; 0 by default.
     */
    seat_overage_percent?: number | null | undefined;
    /**
     * Deactivations by programs within `transfer_period_days`, beyond which they are refused as TRANSFERS_EXHAUSTED; null for
     * unlimited, which is the default. Deactivations by admins are unlimited and not counted.
     */
    max_transfers?: number | null | undefined;
    /**
     * Period in days in which `max_transfers` counts, ending now; 30 by default.
     */
    transfer_period_days?: number | undefined;
    /**
     * Grace period in days after expiration.
     */
    grace_days?: number | undefined;
    /**
     * Use of an expired license after its grace period: `revoke_access` refuses it; `restrict_access` leaves it usable without
     * newer versions, with the features and entitlements of `entitlements_after_expiry` only; `maintain_access` leaves it
     * usable without newer versions; `allow_access` leaves it usable with updates. `revoke_access` by default.
     */
    expiry_strategy?: ExpiryStrategy | undefined;
    /**
     * Date from which an extension counts: `end` is the expiration date, `today` the time of the extension, `today_if_expired`
     * is `today` for an expired license and `end` otherwise. `end` by default.
     */
    renewal_basis?: RenewalBasis | undefined;
    /**
     * Seconds after which a device that sent no check or heartbeat is refused as CHECK_IN_OVERDUE, until it activates again;
     * null for never.
     */
    check_in_interval?: number | null | undefined;
    /**
     * Heartbeat interval requested from programs, in seconds.
     */
    heartbeat_interval?: number | undefined;
    /**
     * Seconds without a check or heartbeat after which a seat is considered dead; null for never.
     */
    heartbeat_timeout?: number | null | undefined;
    /**
     * Whether dead seats are kept or released to other devices.
     */
    dead_seats?: DeadSeats | undefined;
    /**
     * Oldest version of the program that may use the license, if the program names its version; null allows all.
     */
    min_version?: string | null | undefined;
    /**
     * Newest version of the program that may use the license, if the program names its version; null allows all.
     */
    max_version?: string | null | undefined;
    /**
     * Maximum number of checks of a license per minute, through all APIs; null is unlimited. Not multiplied by RATE_LIMIT_FACTOR.
     */
    max_validations_per_minute?: number | null | undefined;
    /**
     * Maximum number of usage calls of a license per minute; null is unlimited. Not multiplied by RATE_LIMIT_FACTOR.
     */
    max_uses_per_minute?: number | null | undefined;
    name?: string | undefined;
    /**
     * Key format: `uuid`, `ulid`, `random`, or text with `%X` (digit), `%Y` (capital letter), `%Z` (either) and `%{year}`.
     */
    key_format?: string | undefined;
    /**
     * Start of the term: at issue with `fixed` and `creation`; otherwise with the first activation, the first successful
     * check or activation (`first_validation`) or the first successful download of a version.
     */
    expiry_basis?: ExpiryBasis | undefined;
    /**
     * Term in days; null never expires.
     */
    duration_days?: number | null | undefined;
    /**
     * Maximum number of active devices or domains (seats); null is unlimited.
     */
    max_activations?: number | null | undefined;
    max_users?: number | null | undefined;
    /**
     * Maximum number of concurrent sessions (V2 API only); null is unlimited.
     */
    max_sessions?: number | null | undefined;
    /**
     * Lifetime limit of distinct devices; null is unlimited.
     */
    uses_limit?: number | null | undefined;
    /**
     * As a trial policy: what a program must send, besides its hardware ID, to get a trial. `device` asks for nothing more.
     */
    trial_requires?: TrialRequirement | undefined;
    /**
     * As a trial policy: whether a trial is granted only after the vendor verified its e-mail or domain.
     */
    trial_needs_verification?: boolean | undefined;
    /**
     * Entitlements that the policy grants, replacing all of them. Up to 100 codes with a value that fits the declaration, or an object of `value` and `expires_at`.
     */
    entitlements?: Record<string, (boolean | number | string | {
        value: (boolean | number | string);
        /**
         * Null never expires.
         */
        expires_at?: string | null | undefined;
    })> | undefined;
    /**
     * Meters that the policy grants, replacing all of them. Up to 100 codes. `limit` is the amount in each period, null is unlimited; `period` is `none` by default; `anchor` says whether periods begin by the calendar (the default) or count from the start of the license; `overage_percent` is allowed above the limit, 0 by default, null is unlimited.
     */
    meters?: Record<string, {
        limit: number | null;
        period?: 'none' | 'hour' | 'day' | 'week' | 'month' | 'year' | undefined;
        anchor?: 'calendar' | 'start' | undefined;
        overage_percent?: number | null | undefined;
    }> | undefined;
    /**
     * Whether a check by an unknown device activates it if a seat is free.
     */
    bind_on_check?: boolean | undefined;
    /**
     * Codes of the features and entitlements that an expired license keeps with `restrict_access`, at most 100; none by default.
     */
    entitlements_after_expiry?: Array<string> | undefined;
    /**
     * Whether the first activated domain becomes the only allowed domain.
     */
    add_first_domain?: boolean | undefined;
    features?: Array<string> | undefined;
};

