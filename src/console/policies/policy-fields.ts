import {
  COMPONENT_MATCHES,
  DEAD_SEATS,
  DEVICE_UNIQUENESS,
  EXPIRY_BASES,
  EXPIRY_STRATEGIES,
  HOST_TREATMENTS,
  RENEWAL_BASES,
  SEATS_PER,
  TRIAL_REQUIREMENTS,
  WHEN_FULL,
} from '../../catalog/policies/policy.entity';

/** `limit`: a whole number, or nothing for unlimited. `list`: texts with commas between them. */
export type PolicyFieldKind = 'text' | 'optional-text' | 'number' | 'limit' | 'flag' | 'list' | 'choice';

interface Field {
  readonly kind: PolicyFieldKind;
  readonly choices?: readonly string[];
}

const text = { kind: 'text' } as const;
const optionalText = { kind: 'optional-text' } as const;
const number = { kind: 'number' } as const;
const limit = { kind: 'limit' } as const;
const flag = { kind: 'flag' } as const;
const list = { kind: 'list' } as const;
const choice = (choices: readonly string[]) => ({ kind: 'choice', choices }) as const;

/** What a policy says, by its names in the API, in the groups and the order in which the pages show them. */
export const POLICY_GROUPS = {
  keys: { key_format: text },
  term: {
    expiry_basis: choice(EXPIRY_BASES),
    duration_days: limit,
    grace_days: number,
    expiry_strategy: choice(EXPIRY_STRATEGIES),
    entitlements_after_expiry: list,
    renewal_basis: choice(RENEWAL_BASES),
  },
  seats: {
    max_activations: limit,
    seats_per: choice(SEATS_PER),
    when_full: choice(WHEN_FULL),
    seat_overage_percent: limit,
    bind_on_check: flag,
    uses_limit: limit,
    max_transfers: limit,
    transfer_period_days: number,
    seats_per_product: flag,
  },
  devices: {
    device_unique_within: choice(DEVICE_UNIQUENESS),
    component_match: choice(COMPONENT_MATCHES),
    virtual_machines: choice(HOST_TREATMENTS),
    containers: choice(HOST_TREATMENTS),
    development_hosts: choice(HOST_TREATMENTS),
    local_domains: choice(HOST_TREATMENTS),
    max_cores: limit,
    max_memory_mb: limit,
    add_first_domain: flag,
  },
  users: { max_users: limit, require_user: flag, assign_user_on_use: flag },
  life: {
    heartbeat_interval: number,
    heartbeat_timeout: limit,
    dead_seats: choice(DEAD_SEATS),
    check_in_interval: limit,
    offline_days: number,
  },
  sessions: { max_sessions: limit, session_lease: number, max_borrow_days: number, max_borrowed: limit },
  programs: {
    min_version: optionalText,
    max_version: optionalText,
    allowed_platforms: list,
    allowed_channels: list,
    max_validations_per_minute: limit,
    max_uses_per_minute: limit,
  },
  countries: { allowed_countries: list, denied_countries: list },
  grants: { features: list },
  trials: { trial_requires: choice(TRIAL_REQUIREMENTS), trial_needs_verification: flag },
} as const satisfies Record<string, Record<string, Field>>;

export type PolicyGroup = keyof typeof POLICY_GROUPS;
type FieldsOf<G> = G extends PolicyGroup ? keyof (typeof POLICY_GROUPS)[G] : never;
export type PolicyField = FieldsOf<PolicyGroup>;

export const GROUPS = Object.keys(POLICY_GROUPS) as PolicyGroup[];

export interface NamedField extends Field {
  readonly name: PolicyField;
}

export function fieldsOf(group: PolicyGroup): NamedField[] {
  return Object.entries<Field>(POLICY_GROUPS[group]).map(([name, field]) => ({ ...field, name: name as PolicyField }));
}

export const FIELDS: readonly NamedField[] = GROUPS.flatMap(fieldsOf);
