import { IsEmail, IsIn } from 'class-validator';
import {
  type Entitlement,
  isWellFormedKey,
  MAX_DURATION_DAYS,
  type Meter,
  type Policy,
  type Product,
} from '../../../core/catalog';
import { holderLimits } from '../../../core/catalog/internal';
import {
  type Calendar,
  type FieldProblem,
  type FormValues,
  isAddressPattern,
  IsCalendarDate,
  isCalendarDate,
  IsName,
  IsWholeNumber,
  MaxLength,
  MayBeMissing,
  RequestValidationPipe,
} from '../../../core/common';
import type { Customer } from '../../../core/customers';
import { formatDate, texts } from '../../../core/i18n';
import { type Text } from '../../../core/i18n/internal';
import { type NewLicense, normalizeDomainPattern } from '../../../core/licenses';
import { type TermChange } from '../../../core/licenses/internal';
import { IssueLicenseDto } from '../../../core/licensing/internal';
import { listIn, numberIn, objectIn, optionalIn } from '../../../pages/kit/form-input';
import { NumberOrMissing, OptionalField } from '../../../pages/kit/optional-field';
import { isOwn, isOwnEntitlement, isOwnMeter, LIMITS } from './issue-values';

export const RUNS = ['policy', 'date', 'first_use', 'never'] as const;
export type Runs = (typeof RUNS)[number];

const MAX_BATCH = 1_000;

/** The fields of the form that are not those of the API. */
export class IssueFormDto {
  @IsIn(RUNS)
  runs: Runs = 'policy';

  @OptionalField()
  @IsCalendarDate()
  starts_on?: string;

  @OptionalField()
  @IsCalendarDate()
  expires_on?: string;

  /** The first day of other terms. */
  @OptionalField()
  @IsCalendarDate()
  not_before?: string;

  @NumberOrMissing()
  @MayBeMissing()
  @IsWholeNumber(1, MAX_DURATION_DAYS)
  days_of_use?: number;

  @NumberOrMissing()
  @MayBeMissing()
  @IsWholeNumber(1, MAX_BATCH)
  count?: number;

  @OptionalField()
  @IsName()
  batch?: string;

  @OptionalField()
  @IsName()
  customer_name?: string;

  @OptionalField()
  @IsEmail()
  @MaxLength(255)
  customer_email?: string;
}

/** The choices made in the form. */
export interface IssueChoice {
  readonly product: Product;
  readonly policy: Policy;
  /** Declared by the product. */
  readonly entitlements: readonly Entitlement[];
  readonly meters: readonly Meter[];
}

const TEXTS = ['type', 'type_label', 'restricted_to_email', 'description', 'key'] as const;
const LISTS = ['allowed_domains', 'allowed_ips'] as const;

const validation = new RequestValidationPipe();

/**
 * Validates the license in a form by the DTO of the API. The problems are those of the form's fields. What equals the policy
 * is left to the policy.
 */
export async function validatedIssue(body: FormValues, choice: IssueChoice): Promise<IssueLicenseDto> {
  const ownLimits = LIMITS.filter((name) => isOwn(body, choice.policy, name));
  const input = {
    ...Object.fromEntries(TEXTS.map((name) => [name, optionalIn(body, name)])),
    ...Object.fromEntries(ownLimits.map((name) => [name, numberIn(body, name)])),
    ...Object.fromEntries(LISTS.map((name) => [name, listIn(body, name, /\n/)])),
    features: isOwn(body, choice.policy, 'features') ? listIn(body, 'features', /\n/) : undefined,
    ...grantsIn(body, choice),
    metadata: objectIn(optionalIn(body, 'metadata')),
    product: choice.product.reference,
    policy: choice.policy.uid,
  };
  return (await validation.transform(input, { type: 'body', metatype: IssueLicenseDto })) as IssueLicenseDto;
}

function grantsIn(body: FormValues, { entitlements, meters, policy }: IssueChoice): object {
  const ownEntitlements = entitlements.filter(({ code }) => isOwnEntitlement(body, policy, code));
  const values = ownEntitlements.map(({ code, type }) => {
    const text = optionalIn(body, `entitlements.${code}`);
    const value = type === 'flag' ? text === 'true' : type === 'number' ? Number(text) : text;
    return [code, value] as const;
  });
  const ownMeters = meters.filter(({ code }) => isOwnMeter(body, policy, code));
  const amounts = ownMeters.map(({ code }) => {
    const limit = numberIn(body, `meters.${code}`);
    const period = optionalIn(body, `periods.${code}`) ?? 'none';
    const granted = policy.grants?.meters[code];
    const carried = period !== 'none' && granted?.rollover && { rollover: granted.rollover };
    const { anchor, overage_percent } = granted ?? {};
    return [
      code,
      { limit, ...holderLimits(granted ?? {}, Number), period, anchor, overage_percent, ...carried },
    ] as const;
  });
  return { entitlements: Object.fromEntries(values), meters: Object.fromEntries(amounts) };
}

export function licenseIn(
  value: IssueLicenseDto,
  form: IssueFormDto,
  context: { readonly customer: Customer | null; readonly calendar: Calendar },
): NewLicense {
  const firstDay = form.starts_on ?? form.not_before;
  return {
    ...IssueLicenseDto.toInput(value),
    customer: context.customer?.uid,
    // A term of days that does not begin would contradict it.
    ...(form.runs === 'never' && { durationDays: null }),
    startsAt: firstDay === undefined ? undefined : context.calendar.startOf(firstDay),
    term: termOf(form, context.calendar),
  };
}

function termOf({ runs, expires_on, days_of_use }: IssueFormDto, calendar: Calendar): TermChange | undefined {
  switch (runs) {
    case 'policy':
      return undefined;
    case 'date':
      return { until: expires_on === undefined ? null : calendar.endOf(expires_on) };
    case 'first_use':
      return { daysOfUse: days_of_use };
    case 'never':
      return { until: null, daysOfUse: null };
  }
}

const MAX_LINES = 100;

/** All that is wrong with the fields of a form, beyond what its DTOs refuse. */
export function issueProblems(body: FormValues, choice: IssueChoice, calendar: Calendar): FieldProblem[] {
  const t = texts('issue').errors;
  return [
    ...termProblems(body, calendar),
    ...lineProblems(body, 'allowed_domains', (line) => normalizeDomainPattern(line) !== null, t.domain),
    ...lineProblems(body, 'allowed_ips', isAddressPattern, t.ip),
    ...keyProblems(optionalIn(body, 'key'), numberIn(body, 'count') ?? 1),
    ...grantProblems(body, choice),
  ];
}

/** The API would refuse all grants of a kind together. */
function grantProblems(body: FormValues, { entitlements, meters }: IssueChoice): FieldProblem[] {
  const t = texts('issue').errors;
  const wrongNumbers = entitlements.filter(
    ({ code, type }) => type === 'number' && !Number.isFinite(Number(optionalIn(body, `entitlements.${code}`) ?? 0)),
  );
  const wrongAmounts = meters.filter(({ code }) => typeof numberIn(body, `meters.${code}`) === 'string');
  return [
    ...wrongNumbers.map(({ code }) => problem(`entitlements.${code}`, t.number)),
    ...wrongAmounts.map(({ code }) => problem(`meters.${code}`, t.amount)),
  ];
}

function keyProblems(key: string | undefined, count: number | string): FieldProblem[] {
  const t = texts('issue').errors;
  if (key === undefined || (count === 1 && isWellFormedKey(key))) {
    return [];
  }
  return [problem('key', typeof count === 'number' && count > 1 ? t.keyForMany : t.key)];
}

/** The fields that a term uses. */
const FIELDS_OF_TERM: Readonly<Record<Runs, readonly string[]>> = {
  policy: ['not_before'],
  date: ['expires_on', 'starts_on'],
  first_use: ['days_of_use', 'not_before'],
  never: ['not_before'],
};
const TERM_FIELDS = ['expires_on', 'starts_on', 'days_of_use', 'not_before'] as const;

function termProblems(body: FormValues, calendar: Calendar): FieldProblem[] {
  const t = texts('issue').errors;
  const runs = RUNS.find((one) => one === optionalIn(body, 'runs')) ?? 'policy';
  const unused = TERM_FIELDS.filter(
    (name) => optionalIn(body, name) !== undefined && !FIELDS_OF_TERM[runs].includes(name),
  );
  const hasNoDays = runs === 'first_use' && optionalIn(body, 'days_of_use') === undefined;
  return [
    ...(runs === 'date' ? dateProblems(optionalIn(body, 'starts_on'), optionalIn(body, 'expires_on'), calendar) : []),
    ...(hasNoDays ? [problem('days_of_use', texts('issue').daysOfUseWrong)] : []),
    ...unused.map((name) => problem(name, t.otherTerm, 'other_term')),
  ];
}

function dateProblems(start = '', end = '', calendar: Calendar): FieldProblem[] {
  const t = texts('issue').errors;
  if (!isCalendarDate(end)) {
    return [problem('expires_on', t.expires_on)];
  }
  return isCalendarDate(start) && end < start
    ? [problem('expires_on', t.beforeStart({ start: formatDate(calendar.startOf(start)) }))]
    : [];
}

function lineProblems(
  body: FormValues,
  name: string,
  isValid: (line: string) => boolean,
  message: Text<{ line: number; text: string }>,
): FieldProblem[] {
  const lines = listIn(body, name, /\n/);
  const wrong = lines.findIndex((line) => line.length > 255 || !isValid(line));
  if (lines.length > MAX_LINES) {
    return [problem(name, texts('issue').errors.tooManyLines)];
  }
  return wrong === -1 ? [] : [problem(name, message({ line: wrong + 1, text: lines[wrong]?.slice(0, 64) ?? '' }))];
}

export function problem(field: string, message: string, reason = 'invalid'): FieldProblem {
  return { field, reason, message, isTranslated: true };
}
