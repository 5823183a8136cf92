import { type Entitlement, type Meter, type Policy } from '../../../core/catalog';
import { METER_PERIODS } from '../../../core/catalog/internal';
import type { FormValues } from '../../../core/common';
import { formatNumber, texts } from '../../../core/i18n';
import { LICENSE_TYPES } from '../../../core/licenses';
import { Button } from '../../../pages/components/button';
import type { FormField, FormGroup, FormGroups, FormRow } from '../../../pages/kit/form-table';
import type { IssueChoices } from './issue-choices.service';
import type { IssueCustomer } from './issue-customer.service';
import { LinkButton, NewCustomer } from './issue-customer.view';
import type { IssueChoice } from './issue-form';
import {
  countLine,
  grantsLine,
  grantText,
  keyLine,
  limitsLine,
  notesLine,
  policyLimit,
  policyTerm,
  termText,
} from './issue-lines';
import { isOwn, isOwnEntitlement, isOwnMeter, type Limit } from './issue-values';

/** A form for a license, as it was filled in. */
export interface IssueDraft {
  readonly values: FormValues;
  readonly choices: IssueChoices;
  readonly choice: IssueChoice;
  readonly customer: IssueCustomer;
  readonly canAddCustomer: boolean;
  /** The field that a button of the form changed. */
  readonly focus?: string;
  /** The fields were just filled in from another policy. */
  readonly isRefilled?: boolean;
  /** The form was sent by another button than that which issues the license. */
  readonly isOnlyShown?: boolean;
}

/** @param zone of the dates */
export function issueGroups(draft: IssueDraft, zone: string): FormGroups {
  return [
    productGroup(draft),
    customerGroup(draft),
    { id: 'term', title: texts('words').term, note: texts('issue').termNote({ zone }), rows: [termRow(draft)] },
    { id: 'rest', rows: [limits(draft), grants(draft), key(draft), notes(draft), number(draft)] },
  ];
}

function productGroup({ choices: { products, policies }, choice: { product, policy } }: IssueDraft): FormGroup {
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
        choices: products.map(({ uid, name }) => ({ value: uid, title: name })),
      },
      { name: 'policy', kind: 'select', hint: summaryOf(policy), choices: policyChoices },
      () => (
        <p class="fill-policy">
          <Button isSmall icon="refresh-cw" name="do" value="refresh" text={t.fill} />
        </p>
      ),
    ],
  };
}

/** The terms of the policy, in one line. */
function summaryOf(policy: Policy): string {
  const t = texts('issue');
  const { maxActivations, graceDays, whenFull } = policy;
  const parts = [
    maxActivations === null ? t.unlimited.max_activations : t.limited.max_activations({ count: maxActivations }),
    termText(policy),
    ...(graceDays > 0 ? [t.grace({ count: graceDays })] : []),
    ...(maxActivations === null ? [] : [t.whenFull[whenFull]]),
  ];
  const text = parts.join(', ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function customerGroup({ customer, canAddCustomer, focus }: IssueDraft): FormGroup {
  const t = texts('issue');
  return {
    id: 'customer',
    rows: [
      {
        name: 'customer',
        isOptional: true,
        suggestions: [],
        hint: customer.isNew ? t.newHint : t.customerHint,
        hasFocus: focus === 'customer',
      },
      (form) =>
        canAddCustomer && <NewCustomer form={form} isNew={customer.isNew} hasFocus={focus === 'customer_name'} />,
    ],
  };
}

function termRow({ choice: { policy } }: IssueDraft): FormRow {
  const t = texts('issue');
  return {
    choose: { name: 'runs', kind: 'radios' },
    choices: [
      { value: 'policy', title: t.runsChoices.policy, note: policyTerm(policy) },
      {
        value: 'date',
        title: t.runsChoices.date,
        rows: [
          [
            { name: 'expires_on', kind: 'date' },
            { name: 'starts_on', kind: 'date', problem: t.badDate, isOptional: true },
          ],
        ],
      },
      {
        value: 'first_use',
        title: t.runsChoices.first_use,
        note: t.runsNotes.first_use,
        rows: [{ name: 'days_of_use', isShort: true }],
      },
      { value: 'never', title: t.runsChoices.never, note: t.runsNotes.never },
    ],
  };
}

/** Says that a field has the policy's value, or leads back to it. */
function policyHint(name: string, isChanged: boolean, value: string) {
  const t = texts('issue');
  return isChanged ? (
    <>
      <LinkButton value={`back:${name}`} text={t.back({ value })} />
      {t.asThePolicy}
    </>
  ) : (
    t.policyValue
  );
}

function limits({ values, choice, focus }: IssueDraft): FormRow {
  const t = texts('issue');
  const { policy } = choice;
  const limit = (name: Limit): FormField => ({
    name,
    placeholder: t.noLimit,
    problem: t.errors.limit,
    isShort: true,
    hint: policyHint(name, isOwn(values, policy, name), policyLimit(policy, name)),
    hasFocus: focus === name,
  });
  return {
    fold: 'limits',
    title: t.limits,
    ...limitsLine(values, choice),
    rows: [
      [limit('max_activations'), limit('uses_limit'), limit('max_users'), limit('max_sessions')],
      { name: 'not_before', kind: 'date', problem: t.badDate, isOptional: true },
      { name: 'allowed_domains', kind: 'area', isOptional: true },
      { name: 'allowed_ips', kind: 'area', isOptional: true },
      { name: 'restricted_to_email', kind: 'email', textKey: 'email', isOptional: true },
    ],
  };
}

/** The license's own grants, beside its policy. */
function grants({ values, choice, focus }: IssueDraft): FormRow {
  const t = texts('issue');
  const { entitlements, meters, policy } = choice;
  const { features } = policy;
  const hint = policyHint('features', isOwn(values, policy, 'features'), features.join(', ') || t.none);
  return {
    fold: 'grants',
    title: t.grants,
    ...grantsLine(values, choice),
    rows: [
      ...entitlements.map((entitlement) => entitlementField(entitlement, values, policy)),
      ...meters.map((meter) => meterFields(meter, values, policy)),
      {
        name: 'features',
        kind: 'area',
        isOptional: true,
        hint: (
          <>
            {t.featuresHint} {hint}
          </>
        ),
        hasFocus: focus === 'features',
      },
    ],
  };
}

function entitlementField({ code, name, type, choices }: Entitlement, values: FormValues, policy: Policy): FormField {
  const t = texts('issue');
  const granted = policy.grants?.entitlements[code]?.value ?? undefined;
  const asPolicy = inherited(granted === undefined ? undefined : grantText(granted));
  const hint = isOwnEntitlement(values, policy, code)
    ? policyHint(`entitlements.${code}`, true, granted === undefined ? t.none : grantText(granted))
    : t.emptyGrant;
  const field = { name: `entitlements.${code}`, label: name, isOptional: true, hint };
  if (type === 'number' || type === 'text') {
    return { ...field, placeholder: asPolicy };
  }
  const yesOrNo = [
    { value: 'true', title: t.yes },
    { value: 'false', title: t.no },
  ];
  const shown = type === 'flag' ? yesOrNo : choices.map((value) => ({ value, title: value }));
  return { ...field, kind: 'select', choices: [{ value: '', title: asPolicy }, ...shown] };
}

function meterFields({ code, name, unit }: Meter, values: FormValues, policy: Policy): FormField[] {
  const t = texts('issue');
  const limit = policy.grants?.meters[code]?.limit;
  const given = limit === null ? t.noLimit : limit === undefined ? undefined : formatNumber(limit);
  const isChanged = isOwnMeter(values, policy, code);
  return [
    {
      name: `meters.${code}`,
      label: t.amount({ name, unit }),
      isOptional: true,
      isShort: true,
      placeholder: inherited(given),
      hint: isChanged ? policyHint(`meters.${code}`, true, given ?? t.none) : t.emptyGrant,
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
function inherited(value: string | undefined): string {
  const t = texts('issue');
  return value === undefined ? t.asPolicy : t.named({ name: t.asPolicy, value });
}

function key({ values, choice }: IssueDraft): FormRow {
  return {
    fold: 'key',
    title: texts('words').key,
    ...keyLine(values, choice),
    rows: [{ name: 'key', isOptional: true, isMono: true }],
  };
}

function notes({ values, choice }: IssueDraft): FormRow {
  return {
    fold: 'notes',
    title: texts('issue').notesTitle,
    ...notesLine(values, choice),
    rows: [
      {
        name: 'type',
        kind: 'radios',
        choices: LICENSE_TYPES.map((value) => ({ value, title: texts('licenses').types[value] })),
      },
      { name: 'type_label', isOptional: true, placeholder: 'Regular License' },
      { name: 'description', kind: 'area', isOptional: true },
      { name: 'metadata', kind: 'area', isOptional: true },
    ],
  };
}

function number({ values }: IssueDraft): FormRow {
  return {
    fold: 'number',
    title: texts('issue').number,
    ...countLine(values),
    rows: [
      [
        { name: 'count', isShort: true },
        { name: 'batch', isOptional: true, isShort: true },
      ],
    ],
  };
}
