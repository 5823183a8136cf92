import { METER_PERIODS } from '../../catalog/grants/meter-terms';
import type { Entitlement } from '../../catalog/definitions/entitlement.entity';
import type { Meter } from '../../catalog/definitions/meter.entity';
import type { Policy } from '../../catalog/policies/policy.entity';
import type { FormValues } from '../../common/http/form-fields';
import type { Customer } from '../../customers/customers/customer.entity';
import { formatNumber } from '../../i18n/format';
import { texts } from '../../i18n/texts';
import { LICENSE_TYPES } from '../../licenses/licenses/license.entity';
import { Button } from '../components/button';
import type { FormField, FormGroup, FormGroups } from '../kit/form-table';
import { suggestionOf } from './find-customer.service';
import type { IssueChoices } from './issue-choices.service';
import { type IssueChoice, RUNS } from './issue-form';

/** For which product and policy the form was filled in. */
export function filledFor({ product, policy }: IssueChoice): string {
  return `${product.uid} ${policy.uid}`;
}

/** The values of a new form, with what the policy gives. */
export function newValues(choice: IssueChoice, customer: Customer | undefined): FormValues {
  return {
    ...periodValues(choice),
    ...policyValues(choice),
    type: 'perpetual',
    runs: 'policy',
    count: '1',
    customer: customer ? suggestionOf(customer) : '',
  };
}

/** The fields that follow the product and the policy. */
export function policyValues(choice: IssueChoice): FormValues {
  const { product, policy } = choice;
  return {
    product: product.uid,
    policy: policy.uid,
    filled_for: filledFor(choice),
    max_activations: String(policy.maxActivations ?? ''),
    uses_limit: String(policy.usesLimit ?? ''),
    max_users: String(policy.maxUsers ?? ''),
    max_sessions: String(policy.maxSessions ?? ''),
    features: policy.features.join('\n'),
  };
}

/** How often the amounts of the policy are renewed. */
export function periodValues({ meters, policy }: IssueChoice): FormValues {
  return Object.fromEntries(
    meters.map(({ code }) => [`periods.${code}`, policy.grants?.meters[code]?.period ?? 'none']),
  );
}

/** @param zone of the dates */
export function issueGroups(choices: IssueChoices, choice: IssueChoice, zone: string): FormGroups {
  const t = texts('issue');
  const limit = (name: string): FormField => ({
    name,
    placeholder: t.noLimit,
    problem: t.errors.limit,
    isShort: true,
  });
  const notes: Partial<Record<string, string>> = { ...t.runsNotes, policy: termText(choice.policy) };
  const runs = RUNS.map((value) => ({ value, title: t.runsChoices[value], note: notes[value] }));
  return [
    productGroup(choices, choice),
    {
      id: 'customer',
      rows: [
        { name: 'customer', textKey: 'customerField', isOptional: true, suggestions: [] },
        () => (
          <p class="below-field">
            <a href="/console/customers/new">{t.addCustomer}</a>
          </p>
        ),
        { name: 'restricted_to_email', kind: 'email', textKey: 'email', isOptional: true },
      ],
    },
    {
      id: 'term',
      title: t.termTitle,
      note: t.termNote({ zone }),
      rows: [
        { name: 'runs', kind: 'radios', choices: runs },
        [
          { name: 'starts_on', kind: 'date', isOptional: true },
          { name: 'expires_on', kind: 'date', isOptional: true, chooses: 'runs=date' },
          { name: 'days_of_use', isOptional: true, isShort: true, chooses: 'runs=first_use' },
        ],
      ],
    },
    {
      id: 'limits',
      rows: [
        [limit('max_activations'), limit('uses_limit')],
        [limit('max_users'), limit('max_sessions')],
        { name: 'allowed_domains', kind: 'area', isOptional: true },
        { name: 'allowed_ips', kind: 'area', isOptional: true },
      ],
    },
    grantGroup(choice),
    {
      id: 'number',
      rows: [
        [
          { name: 'count', isShort: true },
          { name: 'batch', isOptional: true, isShort: true },
        ],
        { name: 'key', isOptional: true, isMono: true },
      ],
    },
    {
      id: 'notes',
      rows: [
        { name: 'description', kind: 'area', isOptional: true },
        { name: 'metadata', kind: 'area', isOptional: true },
      ],
    },
  ];
}

function productGroup({ products, policies }: IssueChoices, { product, policy }: IssueChoice): FormGroup {
  const t = texts('issue');
  const own = product.policy?.uid;
  const policyChoices = policies.map(({ uid, name }) => ({
    value: uid,
    title: uid === own ? t.productPolicy({ name }) : name,
  }));
  return {
    id: 'product',
    rows: [
      {
        name: 'product',
        kind: 'select',
        textKey: 'productField',
        choices: products.map(({ uid, name }) => ({ value: uid, title: name })),
      },
      { name: 'policy', kind: 'select', textKey: 'policyField', hint: summaryOf(policy), choices: policyChoices },
      () => (
        <p class="fill-policy">
          <Button isSmall icon="refresh-cw" name="do" value="refresh" text={t.fill} />
        </p>
      ),
      {
        name: 'type',
        kind: 'radios',
        choices: LICENSE_TYPES.map((value) => ({ value, title: texts('licenses').types[value] })),
      },
      { name: 'type_label', isOptional: true, placeholder: 'Regular License' },
    ],
  };
}

/** The terms of the policy, in one line. */
function summaryOf(policy: Policy): string {
  const t = texts('issue');
  const { maxActivations, graceDays, whenFull } = policy;
  const parts = [
    maxActivations === null ? t.noSeatLimit : t.seats({ count: maxActivations }),
    termText(policy),
    ...(graceDays > 0 ? [t.grace({ count: graceDays })] : []),
    ...(maxActivations === null ? [] : [t.whenFull[whenFull]]),
  ];
  const text = parts.join(', ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function termText({ durationDays, expiryBasis }: Policy): string {
  const t = texts('issue');
  return durationDays === null ? t.noTerm : t.term[expiryBasis]({ count: durationDays });
}

/** The license's own grants, beside its policy. */
function grantGroup({ entitlements, meters, policy }: IssueChoice): FormGroup {
  return {
    id: 'holds',
    note: entitlements.length + meters.length > 0 ? texts('issue').emptyGrants : undefined,
    rows: [
      ...entitlements.map((entitlement) => entitlementField(entitlement, policy)),
      ...meters.map((meter) => meterFields(meter, policy)),
      { name: 'features', kind: 'area', isOptional: true },
    ],
  };
}

function entitlementField({ code, name: label, type, choices }: Entitlement, policy: Policy): FormField {
  const t = texts('issue');
  const asPolicy = inherited(policy.grants?.entitlements[code]?.value);
  const field = { name: `entitlements.${code}`, label, isOptional: true };
  if (type === 'number' || type === 'text') {
    return { ...field, placeholder: asPolicy };
  }
  const yesOrNo = [
    { value: 'true', title: t.yes },
    { value: 'false', title: t.no },
  ];
  const values = type === 'flag' ? yesOrNo : choices.map((value) => ({ value, title: value }));
  return { ...field, kind: 'select', choices: [{ value: '', title: asPolicy }, ...values] };
}

function meterFields({ code, name, unit }: Meter, policy: Policy): FormField[] {
  const t = texts('issue');
  const limit = policy.grants?.meters[code]?.limit;
  return [
    {
      name: `meters.${code}`,
      label: t.amount({ name, unit }),
      isOptional: true,
      isShort: true,
      placeholder: inherited(limit === null ? null : limit && formatNumber(limit)),
    },
    {
      name: `periods.${code}`,
      kind: 'select',
      label: t.period({ name }),
      isShort: true,
      choices: METER_PERIODS.map((value) => ({ value, title: t.periods[value] })),
    },
  ];
}

/** Says that a grant is that of the policy, if it has one. */
function inherited(value: boolean | number | string | null | undefined): string {
  const t = texts('issue');
  if (value === undefined || value === null) {
    return t.asPolicy;
  }
  return `${t.asPolicy}: ${typeof value === 'boolean' ? (value ? t.yes : t.no) : value}`;
}
