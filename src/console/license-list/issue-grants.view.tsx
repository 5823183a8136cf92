import type { VNode } from 'preact';
import type { Entitlement } from '../../catalog/definitions/entitlement.entity';
import type { Meter } from '../../catalog/definitions/meter.entity';
import { METER_PERIODS } from '../../catalog/grants/meter-terms';
import type { Policy } from '../../catalog/policies/policy.entity';
import { Select, TextArea, TextField } from '../components/fields';
import { FieldRow, FormGroup } from '../components/form';
import { formatNumber } from '../../i18n/format';
import { FormState } from '../kit/form-state';
import { texts } from '../../i18n/texts';
import type { IssueChoice } from './issue-form';

interface GrantsProps {
  readonly form: FormState;
  readonly choice: IssueChoice;
}

/** The license's own grants, beside its policy. */
export function Grants({ form, choice }: GrantsProps): VNode {
  const t = texts('issue');
  const { entitlements, meters, policy } = choice;
  return (
    <FormGroup id="holds" title={t.holds} note={entitlements.length + meters.length > 0 ? t.holdsNote : undefined}>
      {entitlements.map((entitlement) => (
        <EntitlementField key={entitlement.code} form={form} entitlement={entitlement} policy={policy} />
      ))}
      {meters.map((meter) => (
        <MeterFields key={meter.code} form={form} meter={meter} policy={policy} />
      ))}
      <TextArea form={form} name="features" label={t.features} isOptional hint={t.featuresHint} />
    </FormGroup>
  );
}

interface EntitlementFieldProps {
  readonly form: FormState;
  readonly entitlement: Entitlement;
  readonly policy: Policy;
}

function EntitlementField({ form, entitlement: { code, name, type, choices }, policy }: EntitlementFieldProps): VNode {
  const t = texts('issue');
  const granted = policy.grants?.entitlements[code]?.value;
  const field = { form, name: `entitlements.${code}`, label: name, isOptional: true };
  const asPolicy = granted === undefined || granted === null ? t.asPolicy : `${t.asPolicy}: ${shown(granted)}`;
  const inherited = { value: '', title: asPolicy };
  switch (type) {
    case 'flag':
      return (
        <Select {...field} choices={[inherited, { value: 'true', title: t.yes }, { value: 'false', title: t.no }]} />
      );
    case 'choice':
      return <Select {...field} choices={[inherited, ...choices.map((value) => ({ value, title: value }))]} />;
    case 'number':
    case 'text':
      return <TextField {...field} placeholder={asPolicy} />;
  }
}

function shown(value: boolean | number | string): string {
  const t = texts('issue');
  return typeof value === 'boolean' ? (value ? t.yes : t.no) : String(value);
}

interface MeterFieldsProps {
  readonly form: FormState;
  readonly meter: Meter;
  readonly policy: Policy;
}

function MeterFields({ form, meter: { code, name, unit }, policy }: MeterFieldsProps): VNode {
  const t = texts('issue');
  const granted = policy.grants?.meters[code];
  const limit = granted?.limit;
  const placeholder = limit === undefined || limit === null ? t.asPolicy : `${t.asPolicy}: ${formatNumber(limit)}`;
  const field = `periods.${code}`;
  const period = form.value(field) || (granted?.period ?? 'none');
  return (
    <FieldRow>
      <TextField
        form={form}
        name={`meters.${code}`}
        label={t.amount({ name, unit })}
        isOptional
        placeholder={placeholder}
      />
      <Select
        form={FormState.of({ [field]: period })}
        name={field}
        label={t.period({ name })}
        choices={METER_PERIODS.map((value) => ({ value, title: t.periods[value] }))}
      />
    </FieldRow>
  );
}
