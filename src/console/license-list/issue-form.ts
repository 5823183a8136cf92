import type { Entitlement } from '../../catalog/definitions/entitlement.entity';
import type { Meter } from '../../catalog/definitions/meter.entity';
import type { Policy } from '../../catalog/policies/policy.entity';
import type { Product } from '../../catalog/products/product.entity';
import type { Calendar } from '../../common/calendar';
import type { FormValues } from '../../common/http/form-fields';
import { RequestValidationPipe } from '../../common/http/request-validation.pipe';
import type { Customer } from '../../customers/customers/customer.entity';
import { IssueLicenseDto } from '../../licensing/licenses/dto/license-input.dto';
import type { NewLicense } from '../../licenses/issuing/issue-licenses.service';
import type { TermChange } from '../../licenses/licenses/license-term';
import type { FormMessages } from '../kit/form-state';
import { ONCE_FIELD } from '../kit/send-once.service';
import { texts } from '../../i18n/texts';
import { suggestionOf } from './find-customer.service';
import type { IssueFormDto } from './issue-form.dto';

/** The choices made in the form. */
export interface IssueChoice {
  readonly product: Product;
  readonly policy: Policy;
  /** Declared by the product. */
  readonly entitlements: readonly Entitlement[];
  readonly meters: readonly Meter[];
}

const LIMITS = ['max_activations', 'uses_limit', 'max_users', 'max_sessions'] as const;
const TEXTS = ['type', 'type_label', 'restricted_to_email', 'description', 'key'] as const;
const LISTS = ['features', 'allowed_domains', 'allowed_ips'] as const;

/** For which product and policy the form was filled in. */
export function filledFor({ product, policy }: IssueChoice): string {
  return `${product.uid} ${policy.uid}`;
}

/** A new form, with what the policy gives. */
export function newForm(choice: IssueChoice, customer: Customer | undefined, formId: string): FormValues {
  return {
    ...policyValues(choice),
    type: 'perpetual',
    runs: 'policy',
    count: '1',
    customer: customer ? suggestionOf(customer) : '',
    [ONCE_FIELD]: formId,
  };
}

/** The fields that follow the product and the policy. */
export function policyValues(choice: IssueChoice): FormValues {
  const { product, policy } = choice;
  const limit = (value: number | null): string => (value === null ? '' : String(value));
  return {
    product: product.uid,
    policy: policy.uid,
    filled_for: filledFor(choice),
    max_activations: limit(policy.maxActivations),
    uses_limit: limit(policy.usesLimit),
    max_users: limit(policy.maxUsers),
    max_sessions: limit(policy.maxSessions),
    features: policy.features.join('\n'),
  };
}

export function textIn(body: FormValues, name: string): string {
  const value: unknown = Object.hasOwn(body, name) ? body[name] : '';
  return typeof value === 'string' ? value.trim() : '';
}

const validation = new RequestValidationPipe();

/** Validates the license in a form by the DTO of the API. The problems are those of the form's fields. */
export async function validatedIssue(body: FormValues, choice: IssueChoice): Promise<IssueLicenseDto> {
  const input = {
    ...fieldsIn(body),
    ...grantsIn(body, choice),
    product: choice.product.reference,
    policy: choice.policy.uid,
  };
  return (await validation.transform(input, { type: 'body', metatype: IssueLicenseDto })) as IssueLicenseDto;
}

export function licenseIn(
  value: IssueLicenseDto,
  form: IssueFormDto,
  context: { readonly customer: Customer | null; readonly calendar: Calendar },
): NewLicense {
  return {
    ...IssueLicenseDto.toInput(value),
    customer: context.customer?.uid,
    startsAt: form.starts_on === undefined ? undefined : context.calendar.startOf(form.starts_on),
    term: termOf(form, context.calendar),
  };
}

type Entry = [name: string, value: unknown];

function fieldsIn(body: FormValues): object {
  const texts = TEXTS.map((name): Entry => [name, textIn(body, name) || undefined]);
  const limits = LIMITS.map((name): Entry => [name, numberIn(body, name) ?? null]);
  const lists = LISTS.map((name): Entry => [name, linesIn(body, name)]);
  const metadata = textIn(body, 'metadata');
  return {
    ...Object.fromEntries([...texts, ...limits, ...lists]),
    metadata: metadata === '' ? undefined : parsed(metadata),
  };
}

/** Undefined for an empty field, NaN for what is no whole number. */
export function numberIn(body: FormValues, name: string): number | undefined {
  const text = textIn(body, name);
  return text === '' ? undefined : /^\d{1,15}$/.test(text) ? Number(text) : NaN;
}

export function linesIn(body: FormValues, name: string): string[] {
  return textIn(body, name)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Text that is no JSON is refused by the validator. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function grantsIn(body: FormValues, { entitlements, meters, policy }: IssueChoice): object {
  const values = entitlements.flatMap(({ code, type }): Entry[] => {
    const text = textIn(body, `entitlements.${code}`);
    return text === '' ? [] : [[code, type === 'flag' ? text === 'true' : type === 'number' ? Number(text) : text]];
  });
  const amounts = meters.flatMap(({ code }): Entry[] => {
    const limit = numberIn(body, `meters.${code}`);
    const period = textIn(body, `periods.${code}`) || 'none';
    const granted = policy.grants?.meters[code];
    return limit === undefined
      ? []
      : [[code, { limit, period, anchor: granted?.anchor, overage_percent: granted?.overage_percent }]];
  });
  return { entitlements: Object.fromEntries(values), meters: Object.fromEntries(amounts) };
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

/** Texts for what the DTO of the API refuses. */
export function issueMessages(): FormMessages {
  const t = texts('issue').errors;
  const { type, type_label, restricted_to_email, features, count, batch, description, metadata } = t;
  return {
    ...{ type, type_label, restricted_to_email, features, count, batch, description, metadata, starts_on: t.date },
    days_of_use: t.days_of_use,
    'days_of_use:other_term': t.otherTerm,
    ...Object.fromEntries(LIMITS.map((name) => [name, t.limit])),
    IDEMPOTENCY_KEY_IN_USE: t.inUse,
  };
}
