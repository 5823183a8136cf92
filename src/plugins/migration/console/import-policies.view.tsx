import type { VNode } from 'preact';
import type { FormValues } from '../../../core/common';
import { formatNumber, texts } from '../../../core/i18n';
import type { ImportRow } from '../imports/import-row.entity';
import type { PolicyChoice } from '../imports/imports.service';
import type { StagedData } from '../imports/staged';
import { type Choice, Select, TextField } from '../../../pages/components/fields';
import { QuietFold } from '../../../pages/components/fold';
import { FieldPanel, FieldRow } from '../../../pages/components/form';
import { Section } from '../../../pages/components/page-parts';
import { FormState } from '../../../pages/kit/form-state';
import { optionalIn, textIn } from '../../../pages/kit/form-input';

/** Those of most licenses; the others are folded. */
const SHOWN_POLICIES = 5;

export type RecognizedPolicy = ImportRow & { readonly data: StagedData['policy'] };

/** Fields are named as the DTO that validates them names its own. */
const nameField = (index: number): string => `policies.${index}.name`;
const policyField = (index: number): string => `policies.${index}.policy`;

/** The form before somebody has changed it. */
export function recognizedForm(policies: readonly RecognizedPolicy[]): FormState {
  const values = policies.flatMap(({ data: { name, policy } }, index) => [
    [nameField(index), name],
    [policyField(index), policy ?? ''],
  ]);
  return FormState.of(Object.fromEntries(values) as FormValues);
}

/** Decisions of a person, policy by policy. */
export function choicesIn(policies: readonly RecognizedPolicy[], body: FormValues): PolicyChoice[] {
  return policies.map(({ position, data }, index) => ({
    number: position,
    name: textIn(body, nameField(index)).trim() || data.name,
    policy: optionalIn(body, policyField(index)) ?? null,
  }));
}

interface PoliciesProps {
  readonly policies: readonly RecognizedPolicy[];
  readonly choices: readonly Choice[];
  readonly form: FormState;
}

/** Policies that were recognized from licenses with the same limits: a person names them, or chooses others. */
export function PoliciesSection({ policies, choices, form }: PoliciesProps): VNode | null {
  const t = texts('serverImports');
  if (policies.length === 0) {
    return null;
  }
  const fields = policies.map((policy, index) => (
    <FieldPanel key={policy.position} label={policy.data.name}>
      <p class="hint">{aboutPolicy(policy)}</p>
      <FieldRow hasTexts>
        <TextField form={form} name={nameField(index)} label={t.policyName} />
        <Select form={form} name={policyField(index)} label={t.policyUsed} choices={choices} />
      </FieldRow>
    </FieldPanel>
  ));
  const rest = fields.slice(SHOWN_POLICIES);
  return (
    <Section id="policies" title={t.policies} note={t.policiesNote}>
      {fields.slice(0, SHOWN_POLICIES)}
      {rest.length > 0 && (
        <QuietFold title={t.morePolicies({ count: rest.length })} isOpen={form.problems.length > 0}>
          {rest}
        </QuietFold>
      )}
    </Section>
  );
}

/** Such as "1,204 licenses · Regular License · 3 devices · 365 days from the first activation". */
function aboutPolicy({ data }: RecognizedPolicy): string {
  const t = texts('serverImports');
  const { licenses, type_label, max_activations, uses_limit, duration_days } = data;
  return [
    t.licenses({ count: licenses }),
    type_label,
    max_activations === null ? t.anyDevices : t.devices({ count: max_activations }),
    uses_limit === null ? null : t.uses({ count: formatNumber(uses_limit) }),
    duration_days === null ? null : t.days({ count: duration_days }),
  ]
    .filter(Boolean)
    .join(' · ');
}
