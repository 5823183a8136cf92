/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DeadSeats } from './DeadSeats';
import type { DeviceUniqueness } from './DeviceUniqueness';
import type { ExpiryBasis } from './ExpiryBasis';
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
     * Grace period in days after expiration.
     */
    grace_days?: number | undefined;
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
    name?: string | undefined;
    /**
     * Key format: `uuid`, `ulid`, `random`, or text with `%X` (digit), `%Y` (capital letter), `%Z` (either) and `%{year}`.
     */
    key_format?: string | undefined;
    /**
     * Start of the term. With `fixed` and a duration in days, the term starts at issue.
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
     * Whether a check by an unknown device activates it if a seat is free.
     */
    bind_on_check?: boolean | undefined;
    /**
     * Whether the first activated domain becomes the only allowed domain.
     */
    add_first_domain?: boolean | undefined;
    features?: Array<string> | undefined;
};

