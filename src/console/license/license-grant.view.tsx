import type { ComponentChildren, VNode } from 'preact';
import type { Entitlement } from '../../catalog/definitions/entitlement.entity';
import type { Meter } from '../../catalog/definitions/meter.entity';
import { METER_PERIODS, type MeterTerms } from '../../catalog/grants/meter-terms';
import { Radios, Select, TextField } from '../components/fields';
import { FieldPanel, FieldRow, FormGroup } from '../components/form';
import { formatNumber } from '../../i18n/format';
import type { FormState } from '../kit/form-state';
import type { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { crumbsOf } from './license-confirmation.view';
import { valueText } from './license-entitlements.view';
import { limitField, periodField, SOURCES, sourceField, untilField, valueField } from './license-grant-form';
import type { LicenseGrants } from './license-grants.service';
import { licensePath, verbPath } from './license-paths';
import { formPage } from '../components/form-page';

interface GrantPageProps {
  readonly grants: LicenseGrants;
  readonly form: FormState;
}

export function grantPage({ grants, form }: GrantPageProps): Page {
  const t = texts('licenseGrants');
  const { license, entitlements, meters, ofPolicy } = grants;
  const { uid, key } = license;
  return formPage({
    title: t.title,
    crumbs: crumbsOf(uid, key),
    lead: t.lead,
    form,
    refused: t.notSaved,
    action: verbPath(uid, 'grants'),
    fields: (
      <>
        <FormGroup id="entitlements" title={t.entitlements}>
          {entitlements.length === 0 && <p class="unset">{t.nothing}</p>}
          {entitlements.map((declared) => (
            <EntitlementFields
              key={declared.code}
              declared={declared}
              form={form}
              policy={policyValue(ofPolicy.entitlements[declared.code]?.value)}
            />
          ))}
        </FormGroup>
        <FormGroup id="meters" title={t.meters} note={t.metersNote}>
          {meters.length === 0 && <p class="unset">{t.nothing}</p>}
          {meters.map((declared) => (
            <MeterFields
              key={declared.code}
              declared={declared}
              form={form}
              policy={policyTerms(ofPolicy.meters[declared.code])}
            />
          ))}
        </FormGroup>
      </>
    ),
    verb: t.save,
    cancel: { title: texts('licenseActions').cancel, href: licensePath(uid) },
  });
}

interface GrantFieldsProps<D> {
  readonly declared: D;
  readonly form: FormState;
  /** The policy's grant; null for none. */
  readonly policy: string | null;
}

function EntitlementFields({ declared, form, policy }: GrantFieldsProps<Entitlement>): VNode {
  const t = texts('licenseGrants');
  const { code } = declared;
  return (
    <Grant kind="entitlements" declared={declared} form={form} policy={policy}>
      <FieldRow>
        <ValueField declared={declared} form={form} />
        <TextField form={form} name={untilField(code)} label={t.until} type="date" hint={t.untilHint} />
      </FieldRow>
    </Grant>
  );
}

function ValueField({ declared: { code, type, choices }, form }: Omit<GrantFieldsProps<Entitlement>, 'policy'>): VNode {
  const t = texts('licenseGrants');
  const field = { form, name: valueField(code), label: t.value };
  switch (type) {
    case 'flag': {
      const answers = [
        { value: '1', title: t.yes },
        { value: '0', title: t.no },
      ];
      return <Select {...field} choices={answers} />;
    }
    case 'choice':
      return <Select {...field} choices={choices.map((value) => ({ value, title: value }))} />;
    case 'number':
    case 'text':
      return <TextField {...field} />;
  }
}

function MeterFields({ declared, form, policy }: GrantFieldsProps<Meter>): VNode {
  const t = texts('licenseGrants');
  const { code } = declared;
  const periods = METER_PERIODS.map((value) => ({ value, title: texts('meterPeriods')[value] }));
  return (
    <Grant kind="meters" declared={declared} form={form} policy={policy}>
      <FieldRow>
        <TextField form={form} name={limitField(code)} label={t.limit} type="number" hint={t.limitHint} />
        <Select form={form} name={periodField(code)} label={t.period} choices={periods} />
      </FieldRow>
    </Grant>
  );
}

interface GrantProps extends GrantFieldsProps<Entitlement | Meter> {
  readonly kind: 'entitlements' | 'meters';
  readonly children: ComponentChildren;
}

function Grant({ kind, declared: { code, name }, form, policy, children }: GrantProps): VNode {
  const t = texts('licenseGrants');
  const titles = { policy: t.ofPolicyValue({ value: policy ?? t.notGranted }), own: t.own, withdrawn: t.withdrawn };
  const choices = SOURCES.filter((source) => source !== 'withdrawn' || policy !== null);
  return (
    <FieldPanel label={name}>
      <p>
        <b>{name}</b> <code>{code}</code>
      </p>
      <Radios
        form={form}
        name={sourceField(kind, code)}
        label={t.from}
        choices={choices.map((value) => ({ value, title: titles[value] }))}
      />
      {children}
    </FieldPanel>
  );
}

function policyValue(value: boolean | number | string | null | undefined): string | null {
  return value === null || value === undefined ? null : valueText(value);
}

function policyTerms(terms: MeterTerms | null | undefined): string | null {
  const t = texts('licenseGrants');
  if (!terms) {
    return null;
  }
  const { limit, period } = terms;
  const amount = limit === null ? t.noLimit : formatNumber(limit);
  return t.amount({ limit: amount, period: period === 'none' ? undefined : texts('meterPeriods')[period] });
}
