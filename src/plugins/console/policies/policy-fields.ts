import {
  BEHAVIOR_ROWS,
  type BehaviorFields,
  DEFAULT_KEY_FORMAT,
  type GrantChange,
  type Policy,
} from '../../../core/catalog';
import { type BehaviorKind, EXPIRY_BASES, TRIAL_REQUIREMENTS } from '../../../core/catalog/internal';
import { installationCalendar } from '../../../core/common/internal';
import type { FormField } from '../../../pages/kit/form-table';
import { entitlementLines, entitlementsIn } from './grant-lines';
import { rateLimitLines, rateLimitsIn } from './rate-limit-lines';
import {
  creditLines,
  creditsIn,
  meterLines,
  metersIn,
  nextRateLines,
  nextRatesIn,
  rateLines,
  ratesIn,
} from './term-lines';
import { textFor, texts } from '../../../core/i18n';

/**
 * `limit`: a whole number, or nothing for unlimited. `list`: texts with commas between them. What is granted, and
 * rates and rate limits: a line for each.
 */
export type PolicyFieldKind = BehaviorKind | 'text' | GrantKind;

/** Grants and rates, each in lines. */
export type GrantKind = 'entitlements' | 'meters' | 'credits' | 'rates' | 'next_rates';

interface Field {
  readonly kind: PolicyFieldKind;
  readonly choices?: readonly string[];
  /** Value in new policies; false, null or empty if omitted. */
  readonly initial?: string | number;
  /** Licenses have no exception from it. */
  readonly isOfPolicies?: boolean;
}

/** The terms of a policy, besides its behavior. */
const TERMS = {
  key_format: { kind: 'text', initial: DEFAULT_KEY_FORMAT },
  expiry_basis: { kind: 'choice', choices: EXPIRY_BASES, initial: 'fixed' },
  duration_days: { kind: 'limit' },
  duration_months: { kind: 'limit' },
  max_activations: { kind: 'limit' },
  uses_limit: { kind: 'limit' },
  max_users: { kind: 'limit' },
  max_sessions: { kind: 'limit' },
  features: { kind: 'list' },
  entitlements: { kind: 'entitlements' },
  meters: { kind: 'meters' },
  credits: { kind: 'credits' },
  rates: { kind: 'rates' },
  next_rates: { kind: 'next_rates' },
  trial_requires: { kind: 'choice', choices: TRIAL_REQUIREMENTS, initial: 'device' },
  trial_needs_verification: { kind: 'flag' },
} as const satisfies Record<string, Field>;

export type PolicyField = keyof typeof TERMS | keyof BehaviorFields;

/** The fields of a policy by their names in the API, in the groups and the order of the pages. */
const POLICY_GROUPS = {
  term: [
    'duration_days',
    'duration_months',
    'expiry_basis',
    'term_meter',
    'grace_days',
    'expiry_strategy',
    'entitlements_after_expiry',
    'renewal_basis',
  ],
  seats: [
    'max_activations',
    'seats_per',
    'when_full',
    'seat_overage_percent',
    'bind_on_check',
    'uses_limit',
    'max_transfers',
    'transfer_period_days',
    'seats_per_product',
  ],
  grants: ['features', 'entitlements', 'meters', 'credits', 'rates', 'next_rates'],
  life: ['heartbeat_interval', 'heartbeat_timeout', 'dead_seats', 'check_in_interval', 'offline_days'],
  devices: [
    'device_unique_within',
    'component_match',
    'virtual_machines',
    'containers',
    'development_hosts',
    'local_domains',
    'staging_hosts',
    'free_hosts',
    'max_free_hosts',
    'max_cores',
    'max_memory_mb',
    'max_disk_gb',
    'max_total_cores',
    'max_total_memory_mb',
    'max_total_disk_gb',
    'unreported_size',
    'add_first_domain',
  ],
  users: ['max_users', 'require_user', 'assign_user_on_use'],
  sessions: [
    'max_sessions',
    'sessions_count_by',
    'max_sessions_per_user',
    'max_sessions_per_machine',
    'max_machines_per_user',
    'session_lease',
    'idle_timeout',
    'max_borrow_days',
    'max_borrowed',
  ],
  programs: [
    'min_version',
    'max_version',
    'allowed_platforms',
    'allowed_channels',
    'max_validations_per_minute',
    'max_uses_per_minute',
    'rate_limits',
  ],
  countries: ['allowed_countries', 'denied_countries'],
  reports: ['report_only', 'report_only_until'],
  trials: ['trial_requires', 'trial_needs_verification'],
  keys: ['key_format', 'portal_key_replacements', 'replaced_key_days', 'replaced_key_on_known_devices'],
} as const satisfies Record<string, readonly PolicyField[]>;

export type PolicyGroup = keyof typeof POLICY_GROUPS;

export const GROUPS = Object.keys(POLICY_GROUPS) as PolicyGroup[];

export interface NamedField extends Field {
  readonly name: PolicyField;
}

const BY_NAME = new Map<string, Field>([
  ...Object.entries(TERMS),
  ...BEHAVIOR_ROWS.map(([, row]) => [row.name, row] as const),
]);

const BY_GROUP = new Map(
  GROUPS.map((group) => [
    group,
    POLICY_GROUPS[group].map((name): NamedField => ({ kind: 'text', ...BY_NAME.get(name), name })),
  ]),
);

export const fieldsOf = (group: PolicyGroup): readonly NamedField[] => BY_GROUP.get(group) ?? [];

export const FIELDS: readonly NamedField[] = GROUPS.flatMap(fieldsOf);

/** The value of a new policy. */
export function defaultOf({ kind, initial }: NamedField): unknown {
  const none = { entitlements: {}, meters: {}, credits: {}, rates: {}, 'rate-limits': {} };
  const empty: Partial<Record<PolicyFieldKind, unknown>> = { flag: false, list: [], ...none };
  return empty[kind] ?? initial ?? null;
}

interface FieldText {
  readonly title: string;
  /** Describes the behavior and its effect on apps. */
  readonly means: string;
  /** Words after a number: "days". */
  readonly unit?: string;
  /** Other words by which a search finds it. */
  readonly words?: string;
}

export function fieldText(name: PolicyField): FieldText {
  return texts('policyBehaviors').fields[name];
}

/** The control of a field of a policy. */
export function formField({ name, kind, choices = [] }: NamedField, policy?: Policy): FormField {
  const { grants = {} } = policy ?? {};
  const t = texts('policies');
  const titles = texts('policyBehaviors').choices;
  const { title, means, unit } = fieldText(name);
  const field = { name, label: unit === undefined ? title : `${title} (${unit})`, hint: means };
  switch (kind) {
    case 'flag':
      return { ...field, kind };
    case 'choice': {
      const all = choices.map((value) => ({ value, title: textFor(titles, value) ?? value }));
      return { ...field, kind: 'select', choices: all, empty: 'missing' };
    }
    case 'limit':
      return { ...field, kind: 'number', placeholder: t.placeholderLimit, empty: null, read: numberIn };
    case 'number':
      return { ...field, kind, empty: 'missing', read: numberIn };
    case 'list':
      return { ...field, kind, hint: `${means} ${t.comma}` };
    case 'instant':
      return { ...field, ...dayField(policy?.reportOnlyUntil ?? null) };
    case 'entitlements':
    case 'meters':
    case 'credits':
    case 'rates':
    case 'next_rates':
      return { name, kind: 'area', value: linesOfGrants(kind, grants), read: GRANT_READERS[kind] };
    case 'rate-limits': {
      const lines = rateLimitLines(policy?.rateLimits ?? {}).join('\n');
      return { ...field, kind: 'area', value: lines, read: rateLimitsIn };
    }
    case 'text':
    case 'optional-text':
      return { ...field, isMono: true, empty: kind === 'text' ? 'missing' : null };
  }
}

const GRANT_READERS: Readonly<Record<GrantKind, (text: string) => unknown>> = {
  entitlements: entitlementsIn,
  meters: metersIn,
  credits: creditsIn,
  rates: ratesIn,
  next_rates: nextRatesIn,
};

/** The grants of a policy of one kind, in lines. */
export function linesOfGrants(kind: GrantKind, grants: GrantChange): string {
  switch (kind) {
    case 'entitlements':
      return entitlementLines(grants);
    case 'meters':
      return meterLines(grants);
    case 'credits':
      return creditLines(grants);
    case 'rates':
      return rateLines(grants.rates);
    case 'next_rates':
      return nextRateLines(grants.next_rates);
  }
}

export const isGrantKind = (kind: PolicyFieldKind): kind is GrantKind => Object.hasOwn(GRANT_READERS, kind);

/** A day that is not changed keeps its time. */
function dayField(at: Date | null): Pick<FormField, 'kind' | 'value' | 'read'> {
  const value = at ? installationCalendar().dateOf(at) : '';
  return { kind: 'date', value, read: (text) => (text === value ? undefined : text || null) };
}

function numberIn(text: string): unknown {
  return /^-?\d+$/.test(text) ? Number(text) : text;
}

export const POLICIES_PATH = '/console/policies';
export const COMPARE_PATH = `${POLICIES_PATH}/compare`;
/** @param id of the first policy; the second one is chosen there */
export const comparePath = (id: string): string => `${COMPARE_PATH}?first=${id}`;
