import { defined } from '../../common/fields/fields-of';
import type { RateLimits } from '../../common/limits/rate-limit-terms';

export const WHEN_FULL = ['refuse', 'deactivate_oldest'] as const;
export const DEVICE_UNIQUENESS = ['license', 'product', 'policy', 'customer', 'group'] as const;
export const DEAD_SEATS = ['keep', 'release'] as const;
export const EXPIRY_STRATEGIES = ['revoke_access', 'restrict_access', 'maintain_access', 'allow_access'] as const;
export const COMPONENT_MATCHES = ['none', 'any', 'two', 'most', 'all'] as const;
export const UNREPORTED_SIZES = ['allow', 'refuse'] as const;
export const HOST_TREATMENTS = ['count', 'without_seat', 'refuse'] as const;
export const SEATS_PER = ['device', 'user', 'user_device'] as const;
/** Sessions that share one floating seat: none, those of one machine, or those of one user. */
export const SESSIONS_COUNT_BY = ['instance', 'machine', 'user'] as const;
/** Dates from which a renewal counts: the end of the term, today, or today only for an expired license. */
export const RENEWAL_BASES = ['end', 'today', 'today_if_expired'] as const;

/**
 * Verdict codes of the rules that a policy can report before it enforces them. A decision of the vendor about one license, such as
 * REVOKED, is not one of them, nor a call without the seat that everything else needs.
 */
export const REPORTABLE_RULES = [
  'DOMAIN_NOT_ALLOWED',
  'IP_NOT_ALLOWED',
  'COUNTRY_NOT_ALLOWED',
  'DEVICE_NOT_ALLOWED',
  'DEVICE_SIZE_MISSING',
  'EXPIRED',
  'CHECK_IN_OVERDUE',
  'POLICY_MISMATCH',
  'GROUP_MISMATCH',
  'CUSTOMER_MISMATCH',
  'USER_MISMATCH',
  'VERSION_NOT_ALLOWED',
  'CHECKSUM_MISMATCH',
  'ENTITLEMENT_MISSING',
  'DEVICE_BOUND_ELSEWHERE',
  'UPDATES_ENDED',
  'USERS_EXHAUSTED',
  'USES_EXHAUSTED',
  'TRANSFERS_EXHAUSTED',
  'SEATS_EXHAUSTED',
  'CAPACITY_EXHAUSTED',
] as const;

export type WhenFull = (typeof WHEN_FULL)[number];
export type DeviceUniqueness = (typeof DEVICE_UNIQUENESS)[number];
export type ComponentMatch = (typeof COMPONENT_MATCHES)[number];
export type HostTreatment = (typeof HOST_TREATMENTS)[number];
export type UnreportedSize = (typeof UNREPORTED_SIZES)[number];
export type SeatsPer = (typeof SEATS_PER)[number];
export type SessionsCountBy = (typeof SESSIONS_COUNT_BY)[number];
export type DeadSeats = (typeof DEAD_SEATS)[number];
/** Verdict code of a rule that a policy can report. */
export type ReportableRule = (typeof REPORTABLE_RULES)[number];

export type ExpiryStrategy = (typeof EXPIRY_STRATEGIES)[number];
/** Date from which a renewal counts. */
export type RenewalBasis = (typeof RENEWAL_BASES)[number];

/** Longest time in days for which a session can be borrowed. */
export const MAX_BORROW_DAYS = 365;

/** Longest time in days for which a program may trust a signed answer without a server. */
export const MAX_OFFLINE_DAYS = 3_650;

/** Shortest and longest lease of a session, in seconds. */
const MIN_SESSION_LEASE = 30;
const MAX_SESSION_LEASE = 86_400;

const A_CENTURY_IN_DAYS = 36_500;
const A_YEAR_IN_SECONDS = 31_536_000;

const flag = <N extends string>(name: N) => ({ name, kind: 'flag' }) as const;
const choice = <N extends string, const C extends readonly string[]>(
  name: N,
  choices: C,
  initial: C[number],
  length = 16,
) => ({ name, kind: 'choice', choices, initial, length }) as const;
const wholeNumber = <N extends string>(name: N, initial: number, range: readonly [number, number]) =>
  ({ name, kind: 'number', initial, range }) as const;
/** A positive number, or null for none. */
const limit = <N extends string>(name: N, max?: number) => ({ name, kind: 'limit', max }) as const;
const limitBetween = <N extends string>(name: N, range: readonly [number, number], initial?: number) =>
  ({ name, kind: 'limit', range, initial }) as const;
const optionalText = <N extends string>(name: N, example: string) =>
  ({ name, kind: 'optional-text', example }) as const;
const list = <N extends string>(name: N) => ({ name, kind: 'list' }) as const;
const listOf = <N extends string, const C extends readonly string[]>(name: N, choices: C) =>
  ({ name, kind: 'list', choices }) as const;
const instant = <N extends string>(name: N) => ({ name, kind: 'instant' }) as const;
const rateLimits = <N extends string>(name: N) => ({ name, kind: 'rate-limits' }) as const;
/** Licenses cannot override it. */
const ofPolicies = <R extends object>(row: R) => ({ ...row, isOfPolicies: true }) as const;
const countries = <N extends string>(name: N) => ({ name, kind: 'list', areCountries: true }) as const;

/**
 * License behavior, read from the policy on every call unless the license overrides it. Each has its name in the API and in
 * the database, its kind, choices or limits, and what new policies have. Columns, fields of the API, validation and the forms
 * of the console are made of it.
 */
const BEHAVIORS = {
  /** A check by an unknown device activates it if a seat is free. */
  bindOnCheck: flag('bind_on_check'),
  /** Scope within which a device can be active on one license only. */
  deviceUniqueWithin: choice('device_unique_within', DEVICE_UNIQUENESS, 'license', 32),
  /** Action when a device activates and no seat is free. */
  whenFull: choice('when_full', WHEN_FULL, 'refuse', 32),
  /** Components by which an unknown hardware ID is recognized as a device of the license. */
  componentMatch: choice('component_match', COMPONENT_MATCHES, 'none'),
  virtualMachines: choice('virtual_machines', HOST_TREATMENTS, 'count'),
  containers: choice('containers', HOST_TREATMENTS, 'count'),
  developmentHosts: choice('development_hosts', HOST_TREATMENTS, 'count'),
  /** Treatment of `localhost`, `*.test` and other local domains, if a domain is activated. */
  localDomains: choice('local_domains', HOST_TREATMENTS, 'without_seat'),
  /** Treatment of hosts for staging, development, tests and previews, if a domain is activated. */
  stagingHosts: choice('staging_hosts', HOST_TREATMENTS, 'without_seat'),
  /** Further hosts that take no seat, if a domain is activated. */
  freeHosts: list('free_hosts'),
  /** Active hosts without a seat, other than local domains; null for unlimited. */
  maxFreeHosts: limitBetween('max_free_hosts', [0, 500], 20),
  /** Per device, as the program reports; null for unlimited. */
  maxCores: limit('max_cores'),
  maxMemoryMb: limit('max_memory_mb'),
  maxDiskGb: limit('max_disk_gb'),
  /** Limits of all active devices of the license together; null for unlimited. */
  maxTotalCores: limit('max_total_cores'),
  maxTotalMemoryMb: limit('max_total_memory_mb'),
  maxTotalDiskGb: limit('max_total_disk_gb'),
  /** Treatment of a device that never reported a size which is limited. */
  unreportedSize: choice('unreported_size', UNREPORTED_SIZES, 'allow'),
  /** Seats above the limit, in percent of it; null for unlimited. */
  seatOveragePercent: limitBetween('seat_overage_percent', [0, 100], 0),
  /** The unit of a seat. */
  seatsPer: choice('seats_per', SEATS_PER, 'device'),
  /** Programs must name the user. */
  requireUser: flag('require_user'),
  /** The first activation or check of an unknown user assigns the user to the license. */
  assignUserOnUse: flag('assign_user_on_use'),
  /** Seats of a bundle count for each product alone. */
  seatsPerProduct: flag('seats_per_product'),
  /** Deactivations by programs within `transferPeriodDays`; null for unlimited. */
  maxTransfers: limitBetween('max_transfers', [0, 1000]),
  transferPeriodDays: wholeNumber('transfer_period_days', 30, [1, A_CENTURY_IN_DAYS]),
  /** Meter or credit whose first use starts a term that counts from `first_use`; null for any. Only policies have it. */
  termMeter: ofPolicies(optionalText('term_meter', 'exports')),
  /** Grace period in days after expiration. */
  graceDays: wholeNumber('grace_days', 0, [0, A_CENTURY_IN_DAYS]),
  /** Use of an expired license after its grace period. */
  expiryStrategy: choice('expiry_strategy', EXPIRY_STRATEGIES, 'revoke_access', 32),
  /** Codes of features and entitlements that an expired license keeps with `restrict_access`. */
  entitlementsAfterExpiry: list('entitlements_after_expiry'),
  /** Date from which an extension counts. */
  renewalBasis: choice('renewal_basis', RENEWAL_BASES, 'end', 32),
  /** Seconds after which a device must have been checked again; null for never. */
  checkInInterval: limit('check_in_interval', A_YEAR_IN_SECONDS),
  /** Heartbeat interval requested from programs, in seconds. */
  heartbeatInterval: wholeNumber('heartbeat_interval', 3600, [1, A_YEAR_IN_SECONDS]),
  /** Seconds without a check or heartbeat after which a seat is considered dead; null for never. */
  heartbeatTimeout: limitBetween('heartbeat_timeout', [1, A_YEAR_IN_SECONDS]),
  deadSeats: choice('dead_seats', DEAD_SEATS, 'keep', 32),
  /** Days for which a session can be borrowed; 0 for none. */
  maxBorrowDays: wholeNumber('max_borrow_days', 0, [0, MAX_BORROW_DAYS]),
  /** Sessions that can be borrowed at the same time; null for as many as there may be sessions. */
  maxBorrowed: limit('max_borrowed'),
  /** Seconds after the last heartbeat for which a session holds. */
  sessionLease: wholeNumber('session_lease', 60, [MIN_SESSION_LEASE, MAX_SESSION_LEASE]),
  /** Seconds without activity of its user after which a session ends, if the program tells; null for never. */
  idleTimeout: limitBetween('idle_timeout', [60, MAX_SESSION_LEASE]),
  /** Sessions that share one seat. */
  sessionsCountBy: choice('sessions_count_by', SESSIONS_COUNT_BY, 'instance'),
  /** Sessions of one user, on one machine, and machines with sessions of one user; null for unlimited. */
  maxSessionsPerUser: limit('max_sessions_per_user'),
  maxSessionsPerMachine: limit('max_sessions_per_machine'),
  maxMachinesPerUser: limit('max_machines_per_user'),
  /** Days for which programs may trust signed answers and license files without a server; 0 for none. */
  offlineDays: wholeNumber('offline_days', 30, [0, MAX_OFFLINE_DAYS]),
  /** New keys that a customer gets in the portal within 365 days; 0 for none. */
  portalKeyReplacements: wholeNumber('portal_key_replacements', 0, [0, 100]),
  /** Days in which the former key of a customer works after it was replaced in the portal; 0 for none. */
  replacedKeyDays: wholeNumber('replaced_key_days', 0, [0, 90]),
  /** Devices that are active when a key ends that a customer has replaced go on with it. */
  replacedKeyOnKnownDevices: flag('replaced_key_on_known_devices'),
  /** The first activated domain becomes the only allowed domain. */
  addFirstDomain: flag('add_first_domain'),
  /** Oldest version of the program that is allowed; null allows all. */
  minVersion: optionalText('min_version', '2.0'),
  /** Newest version of the program that is allowed; null allows all. */
  maxVersion: optionalText('max_version', '2.9'),
  /** Platforms of programs that are allowed; empty allows all. */
  allowedPlatforms: list('allowed_platforms'),
  /** Release channels of programs that are allowed; empty allows all. */
  allowedChannels: list('allowed_channels'),
  /** Checks of a license per minute, through all APIs; null is unlimited. */
  maxValidationsPerMinute: limit('max_validations_per_minute'),
  /** Usage calls of a license per minute; null is unlimited. */
  maxUsesPerMinute: limit('max_uses_per_minute'),
  /** Limits of features of the program, by name, from which programs take. */
  rateLimits: rateLimits('rate_limits'),
  /** ISO 3166-1 alpha-2 codes of the countries in which licenses may be used; empty allows all. */
  allowedCountries: countries('allowed_countries'),
  deniedCountries: countries('denied_countries'),
  /** Rules that refuse nothing until `reportOnlyUntil`: answers and figures say what they would refuse. Only policies have it. */
  reportOnly: ofPolicies(listOf('report_only', REPORTABLE_RULES)),
  /** When these rules are enforced; null if there are none. */
  reportOnlyUntil: ofPolicies(instant('report_only_until')),
} as const;

type Behaviors = typeof BEHAVIORS;
/** Kind of a field of a policy's behavior, which decides how it is validated and shown. */
export type BehaviorKind = Behaviors[keyof Behaviors]['kind'];

interface ValuesByKind {
  flag: boolean;
  number: number;
  limit: number | null;
  'optional-text': string | null;
  list: string[];
  instant: Date | null;
  'rate-limits': RateLimits;
}

type ValueOf<B> = B extends { readonly kind: infer K; readonly choices: readonly (infer C)[] }
  ? K extends 'list'
    ? C[]
    : C
  : B extends { readonly kind: infer K extends keyof ValuesByKind }
    ? ValuesByKind[K]
    : never;

/** The behavior of a license. */
export type Behavior = { -readonly [P in keyof Behaviors]: ValueOf<Behaviors[P]> };

/** The behavior of a license by the field names of the API. */
export type BehaviorFields = { -readonly [P in keyof Behaviors as Behaviors[P]['name']]: ValueOf<Behaviors[P]> };

/** Declaration of a field of the behavior of policies. */
export interface BehaviorRow {
  readonly name: keyof BehaviorFields;
  readonly kind: BehaviorKind;
  readonly choices?: readonly string[];
  /** Value in new policies; false, null or empty if omitted. */
  readonly initial?: string | number;
  /** Length of the column, if the values are choices. */
  readonly length?: number;
  readonly range?: readonly [number, number];
  readonly max?: number;
  readonly areCountries?: boolean;
  readonly isOfPolicies?: boolean;
  /** For the document. */
  readonly example?: string;
}

/** Fields of the behavior of policies by their names in code, each with its kind, limits and column. */
export const BEHAVIOR_ROWS: readonly [string, BehaviorRow][] = Object.entries(BEHAVIORS);

export function behaviorNamed(name: string | symbol): BehaviorRow | undefined {
  return BEHAVIOR_ROWS.find(([, row]) => row.name === name)?.[1];
}

/** Converts behavior from its names in code to the field names of the API. */
export function behaviorFields(behavior: Behavior): BehaviorFields;
export function behaviorFields(behavior: Partial<Behavior>): Partial<BehaviorFields>;
export function behaviorFields(behavior: Partial<Behavior>): Partial<BehaviorFields> {
  const values: Readonly<Record<string, unknown>> = behavior;
  return defined(Object.fromEntries(BEHAVIOR_ROWS.map(([property, { name }]) => [name, values[property]])));
}

/** Converts behavior from the field names of the API to its names in code. */
export function behaviorInput(fields: Partial<BehaviorFields>): Partial<Behavior> {
  return defined(Object.fromEntries(BEHAVIOR_ROWS.map(([property, { name }]) => [property, fields[name]])));
}
