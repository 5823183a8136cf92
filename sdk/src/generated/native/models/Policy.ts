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
     * Term in days; null never expires.
     */
    duration_days: number | null;
    /**
     * Maximum number of active devices or domains (seats); null is unlimited.
     */
    max_activations: number | null;
    /**
     * Maximum number of users; null is unlimited.
     */
    max_users: number | null;
    /**
     * Maximum number of concurrent sessions (V2 API only); null is unlimited.
     */
    max_sessions: number | null;
    /**
     * Lifetime limit of distinct devices; null is unlimited.
     */
    uses_limit: number | null;
    device_unique_within: DeviceUniqueness;
    when_full: WhenFull;
    grace_days: number;
    /**
     * Heartbeat interval in seconds.
     */
    heartbeat_interval: number;
    /**
     * Heartbeat timeout in seconds; null never times out.
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

