/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DeadSeats } from './DeadSeats';
import type { DeviceUniqueness } from './DeviceUniqueness';
import type { WhenFull } from './WhenFull';
export type PolicyBehavior = {
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
     * A check by an unknown device takes a free seat.
     */
    bind_on_check?: boolean | undefined;
    /**
     * The first domain that activates becomes the allowed one.
     */
    add_first_domain?: boolean | undefined;
};

