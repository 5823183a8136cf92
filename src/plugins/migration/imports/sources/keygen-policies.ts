import { isUUID } from 'class-validator';
import type { BehaviorFields } from '../../../../core/catalog';
import { DAY } from '../../../../core/common';
import { type StagedData, type StagedRow, staged } from '../staged';
import { type ApiResource, relatedId, textOf } from './api-pages';
import { RowValues } from './values';

type Attributes = ApiResource['attributes'];

const SECOND = 1_000;
const A_YEAR_IN_SECONDS = 31_536_000;
/** Seconds that a machine without another duration has. */
const HEARTBEAT_SECONDS = 600;
/** An expired license is invalid with the first two. Here, a license with `restrict_access` may still be used. */
const EXPIRY_STRATEGIES: Readonly<Record<string, BehaviorFields['expiry_strategy']>> = {
  RESTRICT_ACCESS: 'revoke_access',
  REVOKE_ACCESS: 'revoke_access',
  MAINTAIN_ACCESS: 'maintain_access',
  ALLOW_ACCESS: 'allow_access',
};
const OVERAGE_PERCENT: Readonly<Record<string, number | null>> = {
  ALWAYS_ALLOW_OVERAGE: null,
  ALLOW_1_25X_OVERAGE: 25,
  ALLOW_1_5X_OVERAGE: 50,
  ALLOW_2X_OVERAGE: 100,
};
const RENEWAL_BASES: Readonly<Record<string, BehaviorFields['renewal_basis']>> = {
  FROM_NOW: 'today',
  FROM_NOW_IF_EXPIRED: 'today_if_expired',
};
const CHECK_IN_DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30, year: 365 };

/** Rules that policies cannot have here, by the note that counts their policies. */
const DROPPED: readonly (readonly [note: string, names: readonly string[]])[] = [
  ['limits_dropped', ['maxCores', 'maxMemory', 'maxDisk', 'maxProcesses', 'maxUses']],
  [
    'requirements_dropped',
    [
      ...['strict', 'requireProductScope', 'requirePolicyScope', 'requireMachineScope', 'requireFingerprintScope'],
      ...['requireComponentsScope', 'requireUserScope', 'requireChecksumScope', 'requireVersionScope'],
    ],
  ],
];
/** Machines are unique in what we have no word for. */
const UNIQUENESS: Readonly<Record<string, BehaviorFields['device_unique_within']>> = {
  UNIQUE_PER_PRODUCT: 'product',
  UNIQUE_PER_POLICY: 'policy',
};
const OTHER_UNIQUENESS = ['UNIQUE_PER_ACCOUNT'];

/** A policy of an account. */
export class KeygenPolicy {
  readonly name: string | null;
  /** Codes of its entitlements. */
  readonly entitlements: ReadonlySet<string>;
  readonly product: string;
  private licenses = 0;
  private readonly attributes: Attributes;
  private readonly id: string;

  constructor(resource: ApiResource, entitlements: ReadonlySet<string>) {
    this.id = resource.id;
    this.attributes = resource.attributes;
    this.product = relatedId(resource, 'product') ?? '';
    this.name = new RowValues('UTC').name(textOf(resource.attributes.name));
    this.entitlements = entitlements;
  }

  /** Days from the first activation or use; null if each license has a date of its own. */
  get laterDays(): number | null {
    return this.startsLater ? this.days : null;
  }

  private get startsLater(): boolean {
    return textOf(this.attributes.expirationBasis)?.startsWith('FROM_FIRST') ?? false;
  }

  private get days(): number | null {
    const seconds = positive(this.attributes.duration);
    return seconds === null ? null : Math.ceil((seconds * SECOND) / DAY);
  }

  /** @param problem of the license */
  count(problem: string | undefined): void {
    this.licenses += problem === undefined ? 1 : 0;
  }

  /** @param product its name */
  row(product: string | undefined): StagedRow {
    const { id, attributes, name, entitlements, licenses } = this;
    const read = new RowValues('UTC');
    const label = read.name(`${product ?? this.product}: ${name ?? id}`) ?? id;
    const data: StagedData['policy'] = {
      ...(isUUID(id) && { uid: id }),
      name: label,
      product: this.product,
      type_label: name,
      licenses,
      uses_limit: null,
      max_activations: read.limit(textOf(attributes.maxMachines)),
      max_users: read.limit(textOf(attributes.maxUsers)),
      duration_days: read.days(textOf(this.days)),
      expiry_basis: this.startsLater ? 'first_activation' : 'creation',
      behavior: behaviorOf(attributes),
      entitlements: [...entitlements],
    };
    const notes = [...read.notes, ...droppedIn(attributes)];
    return staged('policy', { sourceId: id, label, data, problem: read.problem, notes });
  }
}

function behaviorOf(attributes: Attributes): Partial<BehaviorFields> {
  const seconds = Math.min(positive(attributes.heartbeatDuration) ?? HEARTBEAT_SECONDS, A_YEAR_IN_SECONDS);
  const isRequired = attributes.requireHeartbeat === true;
  return {
    heartbeat_interval: isRequired ? Math.ceil(seconds / 2) : seconds,
    heartbeat_timeout: isRequired ? seconds : null,
    dead_seats: attributes.heartbeatCullStrategy === 'KEEP_DEAD' ? 'keep' : 'release',
    expiry_strategy: EXPIRY_STRATEGIES[textOf(attributes.expirationStrategy) ?? ''] ?? 'revoke_access',
    seat_overage_percent: overageOf(textOf(attributes.overageStrategy) ?? ''),
    renewal_basis: RENEWAL_BASES[textOf(attributes.renewalBasis) ?? ''] ?? 'end',
    check_in_interval: attributes.requireCheckIn === true ? checkInOf(attributes) : null,
    device_unique_within: UNIQUENESS[textOf(attributes.machineUniquenessStrategy) ?? ''] ?? 'license',
  };
}

function overageOf(strategy: string): number | null {
  const percent = OVERAGE_PERCENT[strategy];
  return percent === undefined ? 0 : percent;
}

/** Seconds. */
function checkInOf({ checkInInterval, checkInIntervalCount }: Attributes): number {
  const days = (CHECK_IN_DAYS[textOf(checkInInterval) ?? ''] ?? 1) * (positive(checkInIntervalCount) ?? 1);
  return Math.min((days * DAY) / SECOND, A_YEAR_IN_SECONDS);
}

function droppedIn(attributes: Attributes): string[] {
  const isSet = (name: string): boolean => attributes[name] === true || positive(attributes[name]) !== null;
  const notes = DROPPED.filter(([, names]) => names.some(isSet)).map(([note]) => note);
  const isOther = OTHER_UNIQUENESS.includes(textOf(attributes.machineUniquenessStrategy) ?? '');
  return isOther ? [...notes, 'uniqueness_dropped'] : notes;
}

function positive(value: unknown): number | null {
  return typeof value === 'number' && value > 0 ? value : null;
}
