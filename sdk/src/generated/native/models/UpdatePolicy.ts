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
     * Within what a device may hold one seat only.
     */
    device_unique_within?: DeviceUniqueness | undefined;
    /**
     * What an activation does when every seat is taken.
     */
    when_full?: WhenFull | undefined;
    /**
     * Days for which an expired license still runs.
     */
    grace_days?: number | undefined;
    /**
     * Seconds between two heartbeats that programs are asked to keep.
     */
    heartbeat_interval?: number | undefined;
    /**
     * Seconds without a sign of life after which a seat counts as dead; null for never.
     */
    heartbeat_timeout?: number | null | undefined;
    /**
     * Whether dead seats are given to who needs one.
     */
    dead_seats?: DeadSeats | undefined;
    /**
     * How keys are written: `uuid`, `ulid`, `random`, or text with `%X` (digit), `%Y` (capital), `%Z` (either) and `%{year}`.
     */
    key_format?: string | undefined;
    /**
     * From when the term counts; `fixed` is from the issue, too, where only days are known.
     */
    expiry_basis?: ExpiryBasis | undefined;
    /**
     * The term; null for licenses that never expire.
     */
    duration_days?: number | null | undefined;
    /**
     * Seats: devices or domains that may be active at the same time; null is unlimited.
     */
    max_activations?: number | null | undefined;
    max_users?: number | null | undefined;
    /**
     * Sessions that may run at the same time; null is unlimited. Only the V2 API has sessions so far.
     */
    max_sessions?: number | null | undefined;
    /**
     * Distinct devices that may ever activate; null is unlimited.
     */
    uses_limit?: number | null | undefined;
    /**
     * A check by an unknown device takes a free seat.
     */
    bind_on_check?: boolean | undefined;
    /**
     * The first domain that activates becomes the allowed one.
     */
    add_first_domain?: boolean | undefined;
    name?: string | undefined;
    features?: Array<string> | undefined;
};

