import { Fragment, type ComponentChildren } from 'preact';
import { type License, LICENSE_TYPES } from '../../../core/licenses';
import { effectiveType, startsWithUse } from '../../../core/licenses/internal';
import { endOfTerm, type Entitlement, type Meter, monthsOf, type Policy } from '../../../core/catalog';
import { type FormValues, isCalendarDate } from '../../../core/common';
import { installationCalendar } from '../../../core/common/internal';
import { formatDate, formatDay, texts, viewer } from '../../../core/i18n';
import { listIn, numberIn, optionalIn } from '../../../pages/kit/form-input';
import type { IssueCustomer } from './issue-customer.service';
import { type IssueChoice, RUNS } from './issue-form';
import { isOwn, isOwnEntitlement, isOwnMeter, type Limit, limitOf, LIMITS } from './issue-values';

const SHOWN_PARTS = 8;

/** A value in the line of a fold. */
interface Part {
  readonly text: string;
  /** It is the license's own; with what the policy gives instead. */
  readonly own?: true | string;
}

interface Line {
  readonly line: ComponentChildren;
  /** Number of values that are the license's own. */
  readonly count?: string;
  readonly isOpen: boolean;
}

function lineOf(parts: readonly (Part | false)[], none: string, isOpen?: boolean): Line {
  const t = texts('issue');
  const all = parts.filter((part) => part !== false);
  const owned = all.filter(({ own }) => own !== undefined);
  const shown = [...owned, ...all.filter(({ own }) => own === undefined)].slice(0, SHOWN_PARTS);
  const rest = all.length - shown.length;
  return {
    line:
      all.length === 0 ? none : [...shown.map(partText), ...(rest > 0 ? [t.more({ count: rest })] : [])].map(joined),
    count: owned.length === 0 ? undefined : t.changed({ count: owned.length }),
    isOpen: isOpen ?? owned.length > 0,
  };
}

function partText({ text, own }: Part): ComponentChildren {
  const value = own === undefined ? text : <b>{text}</b>;
  return typeof own === 'string' ? texts('issue').ownValue({ value, policy: own }) : value;
}

function joined(part: ComponentChildren, index: number) {
  return (
    <Fragment key={index}>
      {index > 0 && ' · '}
      {part}
    </Fragment>
  );
}

/** The number of a limit with its noun. */
function limitText(limit: Limit, value: number | string | null): string {
  const t = texts('issue');
  if (value === null) {
    return t.unlimited[limit];
  }
  return typeof value === 'number' ? t.limited[limit]({ count: value }) : value;
}

/** A limit of a policy. */
export function policyLimit(policy: Policy, limit: Limit): string {
  const value = limitOf(policy, limit);
  return value === null ? texts('words').noLimit : String(value);
}

export function limitsLine(values: FormValues, { policy }: IssueChoice): Line {
  const t = texts('issue');
  const limits = LIMITS.map((name): Part => {
    const isChanged = isOwn(values, policy, name);
    const value = isChanged ? numberIn(values, name) : limitOf(policy, name);
    return { text: limitText(name, value), ...(isChanged && { own: policyLimit(policy, name) }) };
  });
  const hasLimit = LIMITS.some((name) => limitOf(policy, name) !== null || isOwn(values, policy, name));
  const [domains, ips] = [listIn(values, 'allowed_domains', /\n/), listIn(values, 'allowed_ips', /\n/)];
  const email = optionalIn(values, 'restricted_to_email');
  const start = optionalIn(values, 'not_before');
  return lineOf(
    [
      ...(hasLimit ? limits : []),
      domains.length > 0 && { text: t.domains({ count: domains.length }), own: true },
      ips.length > 0 && { text: t.addresses({ count: ips.length }), own: true },
      email !== undefined && { text: t.onlyFor({ email }), own: true },
      start !== undefined && { text: t.from({ date: dayText(start) }), own: true },
    ],
    t.noLimits,
  );
}

export function grantsLine(values: FormValues, { policy, entitlements, meters }: IssueChoice): Line {
  const t = texts('issue');
  const features = isOwn(values, policy, 'features') ? listIn(values, 'features', /\n/) : policy.features;
  const own = isOwn(values, policy, 'features') && { own: policy.features.join(', ') || texts('words').none };
  return lineOf(
    [
      (features.length > 0 || own !== false) && { text: features.join(', ') || texts('words').none, ...own },
      ...entitlements.map((entitlement) => entitlementPart(values, policy, entitlement)),
      ...meters.map((meter) => meterPart(values, policy, meter)),
    ],
    t.noGrants,
  );
}

function entitlementPart(values: FormValues, policy: Policy, { code, name, type }: Entitlement): Part | false {
  const granted = policy.grants?.entitlements[code]?.value ?? undefined;
  const textOf = (value: string) =>
    type === 'flag' ? flagText(name, value === 'true') : texts('issue').named({ name, value });
  if (isOwnEntitlement(values, policy, code)) {
    const instead = granted === undefined ? texts('words').none : grantText(granted);
    return { text: textOf(optionalIn(values, `entitlements.${code}`) ?? ''), own: instead };
  }
  return granted !== undefined && { text: textOf(String(granted)) };
}

function flagText(name: string, isGranted: boolean): string {
  return isGranted ? name : texts('issue').without({ name });
}

/** The value of an entitlement in words. */
export function grantText(value: boolean | number | string): string {
  const t = texts('issue');
  return typeof value === 'boolean' ? (value ? t.yes : t.no) : String(value);
}

function meterPart(values: FormValues, policy: Policy, { code, name }: Meter): Part | false {
  const granted = policy.grants?.meters[code] ?? undefined;
  const given = granted && amountText(name, granted.limit, granted.period);
  if (isOwnMeter(values, policy, code)) {
    const period = optionalIn(values, `periods.${code}`) ?? 'none';
    return { text: amountText(name, numberIn(values, `meters.${code}`), period), own: given ?? texts('words').none };
  }
  return given !== undefined && { text: given };
}

/** The amount of a meter with its period. */
function amountText(name: string, limit: number | string | null, period: string): string {
  const t = texts('issue');
  return typeof limit === 'number'
    ? t.metered({ name, count: limit, period }).trim()
    : t.named({ name, value: limit ?? texts('words').noLimit });
}

export function keyLine(values: FormValues, { policy }: IssueChoice): Line {
  const key = optionalIn(values, 'key');
  const sample = <code>{sampleKey(policy.keyFormat)}</code>;
  const line = key === undefined ? texts('issue').randomKey({ sample }) : <b>{key}</b>;
  return { line, isOpen: key !== undefined };
}

/** A key format with the places of its random characters. */
function sampleKey(format: string): string {
  return format.replace(/%[XYZ](?:\{(\d+)\})?/g, (_all, count?: string) => 'X'.repeat(Number(count ?? 1)));
}

/** The type that will be shown: a license with an end is not perpetual. */
function typeIn(values: FormValues, { policy }: IssueChoice): License['type'] {
  const type = LICENSE_TYPES.find((one) => one === optionalIn(values, 'type')) ?? 'perpetual';
  const runs = optionalIn(values, 'runs') ?? 'policy';
  const hasEnd = runs === 'policy' ? policy.durationDays !== null : runs !== 'never';
  return effectiveType({ type, expiresAt: null, durationDays: hasEnd ? 1 : null });
}

export function notesLine(values: FormValues, choice: IssueChoice): Line {
  const t = texts('issue');
  const type = typeIn(values, choice);
  const label = optionalIn(values, 'type_label');
  const hasNote = optionalIn(values, 'description') !== undefined;
  const hasData = optionalIn(values, 'metadata') !== undefined;
  const parts = [
    { text: texts('licenses').types[type], ...(type !== 'perpetual' && { own: true as const }) },
    label !== undefined && { text: label, own: true as const },
    hasNote ? { text: t.note, own: true as const } : { text: t.noNote },
    hasData ? { text: texts('words').metadata, own: true as const } : { text: t.noMetadata },
  ];
  return { ...lineOf(parts, ''), count: undefined };
}

export function countLine(values: FormValues): Line {
  const t = texts('issue');
  const count = countIn(values);
  const batch = optionalIn(values, 'batch');
  const parts: readonly Part[] = [
    { text: t.licenses({ count }), ...(count !== 1 && { own: true }) },
    batch === undefined ? { text: t.noBatch } : { text: t.inBatch({ batch }), own: true },
  ];
  return { ...lineOf(parts, ''), count: undefined };
}

function countIn(values: FormValues): number {
  const count = numberIn(values, 'count');
  return typeof count === 'number' ? count : 1;
}

/** The term of a policy, with its date if it starts at issue. */
export function policyTerm(policy: Policy): string {
  const { durationDays, expiryBasis } = policy;
  const term = termText(policy);
  if (durationDays === null || startsWithUse(expiryBasis)) {
    return term;
  }
  const end = endOfTerm(viewer().now, policy, installationCalendar());
  return texts('issue').termUntil({ term, date: formatDate(end) });
}

export function termText(policy: Policy): string {
  const t = texts('issue');
  const { durationDays, expiryBasis } = policy;
  return durationDays === null ? t.noTerm : t.term[expiryBasis]({ count: durationDays, months: monthsOf(policy) });
}

/** The license in a sentence, before it is issued. */
export function Sentence({ values, choice, customer }: SentenceProps) {
  const t = texts('issue');
  const isChanged = isOwn(values, choice.policy, 'max_activations');
  const seats = isChanged ? numberIn(values, 'max_activations') : limitOf(choice.policy, 'max_activations');
  const name = customer.isNew ? optionalIn(values, 'customer_name') : customer.customer?.name;
  return (
    <p class="foot-summary" id="issue-summary">
      {t.sentence({
        count: countIn(values),
        product: choice.product.name,
        who: customer.isNew ? 'new' : name === undefined ? 'nobody' : 'known',
        customer: name ?? '',
        seats: limitText('max_activations', seats),
        term: termIn(values, choice.policy),
      })}{' '}
      {t.noMail}
    </p>
  );
}

interface SentenceProps {
  readonly values: FormValues;
  readonly choice: IssueChoice;
  readonly customer: IssueCustomer;
}

function termIn(values: FormValues, policy: Policy): string {
  const start = optionalIn(values, 'not_before');
  const term = chosenTerm(values, policy);
  return start === undefined ? term : `${texts('issue').from({ date: dayText(start) })}, ${term}`;
}

function chosenTerm(values: FormValues, policy: Policy): string {
  const t = texts('issue');
  const first = optionalIn(values, 'starts_on');
  const last = optionalIn(values, 'expires_on');
  const days = numberIn(values, 'days_of_use');
  switch (RUNS.find((one) => one === optionalIn(values, 'runs'))) {
    case 'date':
      return last === undefined
        ? t.undated
        : first === undefined
          ? t.until({ date: dayText(last) })
          : t.between({ first: dayText(first), last: dayText(last) });
    case 'first_use':
      return typeof days === 'number' ? t.term.first_activation({ count: days, months: 0 }) : t.someDays;
    case 'never':
      return t.noTerm;
    case 'policy':
    case undefined:
      return policyTerm(policy);
  }
}

function dayText(day: string): string {
  return isCalendarDate(day) ? formatDay(day) : day;
}
