import { ArrayMaxSize, IsArray } from 'class-validator';
import type {
  BehaviorFields,
  DeviceUniqueness,
  WhenFull,
  ComponentMatch,
  HostTreatment,
  UnreportedSize,
  SeatsPer,
  ExpiryStrategy,
  RenewalBasis,
  DeadSeats,
  SessionsCountBy,
} from '../behavior';
import type { RateLimitTerms } from '../../../common/limits/rate-limit-terms';
import { BehaviorField } from './behavior-field';

/** License behavior, read from the policy on every call unless the license overrides it. */
export class PolicyBehaviorDto implements Partial<BehaviorFields> {
  /** Whether a check by an unknown device activates it if a seat is free. */
  @BehaviorField()
  bind_on_check?: boolean;

  /** Scope within which a device can hold only one seat. */
  @BehaviorField()
  device_unique_within?: DeviceUniqueness;

  /** Action when a device activates and no seat is free. */
  @BehaviorField()
  when_full?: WhenFull;

  /**
   * Recognizes a device whose `hardware_id` is unknown to the license by the `components` that its app sends, if any of them,
   * two, most (more than half) or all equal those of an active device. `none` by default.
   */
  @BehaviorField()
  component_match?: ComponentMatch;

  /**
   * Whether a virtual machine, as its app reports in `environment`, takes a seat (`count`), takes none (`without_seat`) or is
   * refused as DEVICE_NOT_ALLOWED (`refuse`). `count` by default.
   */
  @BehaviorField()
  virtual_machines?: HostTreatment;

  /** Like `virtual_machines`, for containers. `count` by default. */
  @BehaviorField()
  containers?: HostTreatment;

  /** Like `virtual_machines`, for development hosts. `count` by default. */
  @BehaviorField()
  development_hosts?: HostTreatment;

  /**
   * Like `virtual_machines`, for `localhost`, `*.localhost`, `*.test`, `*.local`, and loopback, private and link-local addresses,
   * if a domain is activated. `without_seat` by default.
   */
  @BehaviorField()
  local_domains?: HostTreatment;

  /**
   * Like `local_domains`, for hosts that are not in production: `staging.`, `dev.`, `test.`, `preview.` and similar labels, and
   * previews at hosters. `without_seat` by default.
   */
  @BehaviorField()
  staging_hosts?: HostTreatment;

  /**
   * Further hosts that take no seat if a domain is activated, at most 100: domains, `*.example.com`, or a label such as
   * `acceptance.*`.
   * @example ["acceptance.*"]
   */
  @BehaviorField()
  free_hosts?: string[];

  /** Hosts of a license that take no seat, local domains aside; more are refused. null for unlimited; 20 by default. */
  @BehaviorField()
  max_free_hosts?: number | null;

  /**
   * Maximum number of processor cores of a device, as its app reports; a device with more is refused as DEVICE_NOT_ALLOWED.
   * null for unlimited, which is the default.
   */
  @BehaviorField()
  max_cores?: number | null;

  /**
   * Maximum memory of a device in MB, as its app reports; a device with more is refused as DEVICE_NOT_ALLOWED. null for
   * unlimited, which is the default.
   */
  @BehaviorField()
  max_memory_mb?: number | null;

  /** Maximum disk space of a device in GB, judged like `max_cores`. */
  @BehaviorField()
  max_disk_gb?: number | null;

  /**
   * Maximum number of cores of all active devices of a license together. A device that would exceed it, because it activates
   * or has grown, is refused as CAPACITY_EXHAUSTED. null for unlimited, which is the default.
   */
  @BehaviorField()
  max_total_cores?: number | null;

  /** Maximum memory in MB of all active devices of a license together, judged like `max_total_cores`. */
  @BehaviorField()
  max_total_memory_mb?: number | null;

  /** Maximum disk space in GB of all active devices of a license together, judged like `max_total_cores`. */
  @BehaviorField()
  max_total_disk_gb?: number | null;

  /**
   * Whether a device that never reported a limited size may be used (`allow`, counted as 0) or is refused as
   * DEVICE_SIZE_MISSING (`refuse`). `allow` by default.
   */
  @BehaviorField()
  unreported_size?: UnreportedSize;

  /**
   * Seats that a license may use above `max_activations`, in percent of it, rounded down; they are counted and reported. null
   * for unlimited; 0 by default.
   */
  @BehaviorField()
  seat_overage_percent?: number | null;

  /**
   * Unit of `max_activations`: `device` counts active devices, `user` the users of active devices, each with any number of
   * devices, `user_device` the pairs of a user and an active device. An active device without a user counts as one. `device`
   * by default.
   */
  @BehaviorField()
  seats_per?: SeatsPer;

  /** Whether calls of apps that do not name their `user` are refused as USER_MISMATCH, except downloads; false by default. */
  @BehaviorField()
  require_user?: boolean;

  /**
   * Whether the first activation or validation of an unknown user assigns the user to the license, up to `max_users`; false
   * by default.
   */
  @BehaviorField()
  assign_user_on_use?: boolean;

  /**
   * Whether `max_activations` counts the seats of each product of a license alone, so that a device takes a seat, and a use,
   * of each product that it activates. false by default: a device takes one seat for all products of its license.
   */
  @BehaviorField()
  seats_per_product?: boolean;

  /**
   * Deactivations by apps within `transfer_period_days`, beyond which they are refused as TRANSFERS_EXHAUSTED; null for
   * unlimited, which is the default. Deactivations by admins are unlimited and not counted.
   */
  @BehaviorField()
  max_transfers?: number | null;

  /** Period in days in which `max_transfers` counts, ending now; 30 by default. */
  @BehaviorField()
  transfer_period_days?: number;

  /** Grace period in days after expiration. */
  @BehaviorField()
  grace_days?: number;

  /**
   * Use of an expired license after its grace period: `revoke_access` refuses it; `restrict_access` leaves it usable without
   * newer versions, with the features and entitlements of `entitlements_after_expiry` only; `maintain_access` leaves it
   * usable without newer versions; `allow_access` leaves it usable with updates. `revoke_access` by default.
   */
  @BehaviorField()
  expiry_strategy?: ExpiryStrategy;

  /**
   * Codes of the features and entitlements that an expired license keeps with `restrict_access`, at most 100; none by default.
   * @example ["read-only"]
   */
  @BehaviorField()
  entitlements_after_expiry?: string[];

  /**
   * Date from which an extension counts: `end` is the expiration date, `today` the time of the extension, `today_if_expired`
   * is `today` for an expired license and `end` otherwise. `end` by default.
   */
  @BehaviorField()
  renewal_basis?: RenewalBasis;

  /**
   * Seconds after which a device that sent no check or heartbeat is refused as CHECK_IN_OVERDUE, until it activates again;
   * null for never.
   */
  @BehaviorField()
  check_in_interval?: number | null;

  /** Heartbeat interval requested from apps, in seconds. */
  @BehaviorField()
  heartbeat_interval?: number;

  /** Seconds without a check or heartbeat after which a seat is considered dead; null for never. */
  @BehaviorField()
  heartbeat_timeout?: number | null;

  /** Whether dead seats are kept or released to other devices. */
  @BehaviorField()
  dead_seats?: DeadSeats;

  /**
   * Longest time in days for which an app can borrow a session, which then needs no heartbeats; 0, the default, for none;
   * at most 365.
   */
  @BehaviorField()
  max_borrow_days?: number;

  /** Maximum number of borrowed sessions of a license; null, the default, for as many as `max_sessions` allows. */
  @BehaviorField()
  max_borrowed?: number | null;

  /**
   * Seconds after its last heartbeat for which a session holds its floating seat; 60 by default, 30 to 86,400. Apps are
   * asked for a heartbeat after half of it. A change applies to sessions that start later.
   */
  @BehaviorField()
  session_lease?: number;

  /** Seconds without activity of its user, as the app tells, after which a session ends, 60 to 86,400; null, the default, for never. */
  @BehaviorField()
  idle_timeout?: number | null;

  /**
   * Sessions that share one floating seat: none (`instance`, the default), those on a `machine`, or those of a `user`. A session
   * that names no user counts alone.
   */
  @BehaviorField()
  sessions_count_by?: SessionsCountBy;

  /** Maximum number of concurrent sessions that name the same user; null, the default, is unlimited. */
  @BehaviorField()
  max_sessions_per_user?: number | null;

  /** Maximum number of concurrent sessions on a machine; null, the default, is unlimited. */
  @BehaviorField()
  max_sessions_per_machine?: number | null;

  /** Maximum number of machines on which sessions of the same user run at once; null, the default, is unlimited. */
  @BehaviorField()
  max_machines_per_user?: number | null;

  /**
   * Longest time in days for which apps may trust a signed answer or a license file without reaching the server; 30 by
   * default, at most 3,650; 0 for none.
   */
  @BehaviorField()
  offline_days?: number;

  /**
   * Number of times within 365 days that a customer can replace the key of a license in the portal, 0 to 100; 0, the default,
   * for never.
   */
  @BehaviorField()
  portal_key_replacements?: number;

  /**
   * Days for which apps may still use a key that a customer has replaced in the portal, 0 to 90. With 0, the default, it is
   * refused immediately.
   */
  @BehaviorField()
  replaced_key_days?: number;

  /** Whether devices that were activated before such a key ended go on with it until they are freed. */
  @BehaviorField()
  replaced_key_on_known_devices?: boolean;

  /** Whether the first activated domain becomes the only allowed domain. */
  @BehaviorField()
  add_first_domain?: boolean;

  /** Oldest version of the app that may use the license, if the app names its version; null allows all. */
  @BehaviorField()
  min_version?: string | null;

  /** Newest version of the app that may use the license, if the app names its version; null allows all. */
  @BehaviorField()
  max_version?: string | null;

  /**
   * Platforms of apps that may use the license, if the app names its platform, at most 100; case is ignored. Empty,
   * the default, allows all.
   * @example ["windows", "macos"]
   */
  @BehaviorField()
  allowed_platforms?: string[];

  /**
   * Release channels of apps that may use the license, if the app names its channel, at most 100; case is ignored.
   * Empty, the default, allows all.
   * @example ["stable"]
   */
  @BehaviorField()
  allowed_channels?: string[];

  /** Maximum number of checks of a license per minute, through all APIs; null is unlimited. Not multiplied by RATE_LIMIT_FACTOR. */
  @BehaviorField()
  max_validations_per_minute?: number | null;

  /** Maximum number of usage calls of a license per minute; null is unlimited. Not multiplied by RATE_LIMIT_FACTOR. */
  @BehaviorField()
  max_uses_per_minute?: number | null;

  /** Limits of features of the app by name, at most 20, from which it takes by `POST /rate-limits/take`. Replaces all of them. */
  @BehaviorField()
  rate_limits?: Record<string, RateLimitTerms>;

  /**
   * ISO 3166-1 alpha-2 codes of the countries in which licenses may be used, at most 250, by the address of the caller; empty,
   * the default, allows all. An address without a country, such as one of a private network, is in none of them. Requires
   * COUNTRY_DATABASE: without it, such licenses are refused as COUNTRY_NOT_ALLOWED.
   * @example []
   */
  @IsArray()
  @ArrayMaxSize(250)
  @BehaviorField()
  allowed_countries?: string[];

  /**
   * ISO 3166-1 alpha-2 codes of the countries in which licenses may not be used, at most 250; empty by default. An address
   * without a country is allowed. Requires COUNTRY_DATABASE.
   * @example []
   */
  @IsArray()
  @ArrayMaxSize(250)
  @BehaviorField()
  denied_countries?: string[];
}
