/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DeadSeats } from './DeadSeats';
import type { DeviceUniqueness } from './DeviceUniqueness';
import type { ExpiryBasis } from './ExpiryBasis';
import type { WhenFull } from './WhenFull';
export type Policy = {
    id: string;
    number: number;
    expiry_basis: ExpiryBasis;
    /**
     * Null is for ever.
     */
    duration_days: number | null;
    /**
     * Null is unlimited.
     */
    max_activations: number | null;
    /**
     * Null is unlimited.
     */
    max_users: number | null;
    /**
     * Null is unlimited. Only the V2 API has sessions so far.
     */
    max_sessions: number | null;
    /**
     * Null is unlimited.
     */
    uses_limit: number | null;
    device_unique_within: DeviceUniqueness;
    when_full: WhenFull;
    grace_days: number;
    /**
     * Seconds.
     */
    heartbeat_interval: number;
    /**
     * Seconds; null is never.
     */
    heartbeat_timeout: number | null;
    dead_seats: DeadSeats;
    name: string;
    key_format: string;
    features: Array<string>;
    bind_on_check: boolean;
    add_first_domain: boolean;
    created_at: string;
    updated_at: string;
};

