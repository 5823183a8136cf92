import type { BehaviorFields } from '../../core/catalog';

/** Whether a change of a value takes something from licenses, programs or those who are notified. */
type Rule = (from: unknown, to: unknown) => boolean;

/** Null is unlimited. */
const less: Rule = (from, to) => sizeOf(to) < sizeOf(from);
const more: Rule = (from, to) => sizeOf(to) > sizeOf(from);
const fewer: Rule = (from, to) => itemsOf(from).some((item) => !itemsOf(to).includes(item));
/** The rule of a list that allows all while it is empty. */
const narrower: Rule = (from, to) => itemsOf(to).length > 0 && (itemsOf(from).length === 0 || fewer(from, to));
const turnedOff: Rule = (from, to) => from === true && to === false;
const turnedOn: Rule = (from, to) => from === false && to === true;
const given: Rule = (_from, to) => to !== null;
const removed: Rule = (from, to) => from !== null && to === null;
/** Programs know products, entitlements and meters by these names. */
const removedName: Rule = (from) => from !== null;
const never: Rule = () => false;
/** @param values those that allow least first */
const stricter =
  (...values: readonly string[]): Rule =>
  (from, to) =>
    values.indexOf(String(to)) < values.indexOf(String(from));

const HOSTS = stricter('refuse', 'count', 'without_seat');

/** A rule for every behavior: which values are stricter is decided when one is added. */
const BEHAVIOR_RULES: Readonly<Record<keyof BehaviorFields, Rule>> = {
  bind_on_check: turnedOff,
  // Each refuses devices that the others accept.
  device_unique_within: (_from, to) => to !== 'license',
  when_full: stricter('refuse', 'deactivate_oldest'),
  component_match: stricter('none', 'all', 'most', 'two', 'any'),
  virtual_machines: HOSTS,
  containers: HOSTS,
  development_hosts: HOSTS,
  local_domains: HOSTS,
  staging_hosts: HOSTS,
  free_hosts: fewer,
  max_free_hosts: less,
  max_cores: less,
  max_memory_mb: less,
  max_disk_gb: less,
  max_total_cores: less,
  max_total_memory_mb: less,
  max_total_disk_gb: less,
  unreported_size: stricter('refuse', 'allow'),
  seat_overage_percent: less,
  seats_per: never,
  require_user: turnedOn,
  assign_user_on_use: turnedOff,
  seats_per_product: turnedOff,
  max_transfers: less,
  transfer_period_days: more,
  // A term starts earlier with any use than with that of one meter.
  term_meter: removed,
  grace_days: less,
  expiry_strategy: stricter('revoke_access', 'restrict_access', 'maintain_access', 'allow_access'),
  entitlements_after_expiry: fewer,
  renewal_basis: stricter('today', 'today_if_expired', 'end'),
  check_in_interval: less,
  heartbeat_interval: never,
  heartbeat_timeout: less,
  dead_seats: stricter('keep', 'release'),
  max_borrow_days: less,
  max_borrowed: less,
  session_lease: less,
  idle_timeout: less,
  sessions_count_by: (from) => from !== 'instance',
  max_sessions_per_user: less,
  max_sessions_per_machine: less,
  max_machines_per_user: less,
  offline_days: less,
  portal_key_replacements: less,
  replaced_key_days: less,
  replaced_key_on_known_devices: turnedOff,
  add_first_domain: turnedOn,
  min_version: given,
  max_version: given,
  allowed_platforms: narrower,
  allowed_channels: narrower,
  max_validations_per_minute: less,
  max_uses_per_minute: less,
  rate_limits: lessOften,
  allowed_countries: narrower,
  denied_countries: (from, to) => fewer(to, from),
  report_only: fewer,
  report_only_until: (from, to) => from !== null && to !== null && less(from, to),
};

const RULES = new Map<string, Rule>(
  Object.entries({
    ...BEHAVIOR_RULES,
    duration_days: less,
    duration_months: less,
    max_activations: less,
    max_users: less,
    max_sessions: less,
    uses_limit: less,
    features: fewer,
    entitlements: lessEntitled,
    meters: lessMetered,
    credits: (from, to) => lessMetered(inNumbers(from), inNumbers(to)),
    rates: dearer,
    trial_policy: removed,
    is_active: turnedOff,
    updates_need_license: turnedOn,
    shows_customer: turnedOff,
    license_file_parts: fewer,
    reference: removedName,
    code: removedName,
    choices: fewer,
    permissions: fewer,
    events: fewer,
    products: (from, to) => to !== null && (from === null || fewer(from, to)),
  }),
);

/** @param field of the object; of a grant, the field that has it by its code */
export function takesAway(field: string, from: unknown, to: unknown): boolean {
  return RULES.get(field)?.(from, to) ?? false;
}

/** A flag that becomes false, a smaller number, an earlier end, or none at all. */
function lessEntitled(from: unknown, to: unknown): boolean {
  const [before, after] = [fieldsOf(from), fieldsOf(to)];
  const { value } = before;
  const isLess =
    typeof value === 'boolean' ? turnedOff(value, after.value) : typeof value === 'number' && less(value, after.value);
  return from !== null && (to === null || isLess || sizeOf(after.expires_at) < sizeOf(before.expires_at));
}

/** Terms of a meter that are left out where devices or users are not limited. */
const HOLDER_LIMITS = ['limit_per_device', 'limit_per_user'];

function lessMetered(from: unknown, to: unknown): boolean {
  const [before, after] = [fieldsOf(from), fieldsOf(to)];
  const isLess =
    ['limit', 'overage_percent'].some((field) => less(before[field], after[field])) ||
    HOLDER_LIMITS.some((field) => less(before[field] ?? null, after[field] ?? null));
  const [carried, kept] = [before, after].map(({ rollover }) => fieldsOf(rollover));
  const carriesLess =
    carried?.periods !== undefined &&
    (Number(kept?.periods ?? 0) < Number(carried.periods) || less(carried.max, kept?.max));
  return from !== null && (to === null || isLess || carriesLess);
}

/** Another window counts as less, because it begins anew. */
function lessOften(from: unknown, to: unknown): boolean {
  const [before, after] = [fieldsOf(from), fieldsOf(to)];
  return from !== null && (to === null || before.window !== after.window || less(before.limit, after.limit));
}

/** Terms of a credit with numbers as amounts. */
function inNumbers(terms: unknown): unknown {
  const { limit, rollover } = fieldsOf(terms);
  const { max, ...carried } = fieldsOf(rollover);
  return terms === null
    ? null
    : {
        ...fieldsOf(terms),
        limit: numberOf(limit),
        ...Object.fromEntries(HOLDER_LIMITS.map((field) => [field, numberOf(fieldsOf(terms)[field])])),
        ...(Boolean(rollover) && { rollover: { ...carried, max: numberOf(max) } }),
      };
}

/** A feature that costs more, or has no rate any more. */
function dearer(from: unknown, to: unknown): boolean {
  return from !== null && (to === null || Number(fieldsOf(to).amount) > Number(fieldsOf(from).amount));
}

function numberOf(amount: unknown): unknown {
  return typeof amount === 'string' ? Number(amount) : amount;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return Object(value) as Readonly<Record<string, unknown>>;
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A number, or a time; null has no limit. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') {
    return Date.parse(value);
  }
  return typeof value === 'number' ? value : Infinity;
}
