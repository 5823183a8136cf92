/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DeadSeats } from './DeadSeats';
import type { DeviceUniqueness } from './DeviceUniqueness';
import type { ExpiryBasis } from './ExpiryBasis';
import type { ExpiryStrategy } from './ExpiryStrategy';
import type { GrantedEntitlement } from './GrantedEntitlement';
import type { MeterTerms } from './MeterTerms';
import type { RenewalBasis } from './RenewalBasis';
import type { TrialRequirement } from './TrialRequirement';
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
    trial_requires: TrialRequirement;
    entitlements: Record<string, GrantedEntitlement>;
    meters: Record<string, MeterTerms>;
    device_unique_within: DeviceUniqueness;
    when_full: WhenFull;
    /**
     * Seats above the limit, in percent of it; null for unlimited.
     */
    seat_overage_percent: number | null;
    /**
     * Deactivations by programs within the transfer period; null for unlimited.
     */
    max_transfers: number | null;
    /**
     * Transfer period in days.
     */
    transfer_period_days: number;
    grace_days: number;
    /**
     * Use of an expired license after its grace period.
     */
    expiry_strategy: ExpiryStrategy;
    /**
     * Date from which an extension counts.
     */
    renewal_basis: RenewalBasis;
    /**
     * Seconds after which a device that sent no check or heartbeat is refused; null for never.
     */
    check_in_interval: number | null;
    /**
     * Heartbeat interval in seconds.
     */
    heartbeat_interval: number;
    /**
     * Heartbeat timeout in seconds; null never times out.
     */
    heartbeat_timeout: number | null;
    dead_seats: DeadSeats;
    /**
     * Oldest version of the program that is allowed; null allows all.
     */
    min_version: string | null;
    /**
     * Newest version of the program that is allowed; null allows all.
     */
    max_version: string | null;
    /**
     * Maximum number of checks of a license per minute; null is unlimited.
     */
    max_validations_per_minute: number | null;
    /**
     * Maximum number of usage calls of a license per minute; null is unlimited.
     */
    max_uses_per_minute: number | null;
    name: string;
    key_format: string;
    features: Array<string>;
    trial_needs_verification: boolean;
    bind_on_check: boolean;
    /**
     * Codes of the features and entitlements that an expired license keeps with `restrict_access`.
     */
    entitlements_after_expiry: Array<string>;
    add_first_domain: boolean;
    created_at: string;
    updated_at: string;
};

