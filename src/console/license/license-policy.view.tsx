import type { VNode } from 'preact';
import type { Policy } from '../../catalog/policies/policy.entity';
import type { License } from '../../licenses/licenses/license.entity';
import { COPIED_LIMITS, type CopiedLimit, EXPIRY_CHANGES } from '../../licensing/policy-changes/changed-columns';
import type { LicensePreview } from '../../licensing/policy-changes/preview-policy-change.service';
import { Banner } from '../components/banner';
import { Button, ButtonLink } from '../components/button';
import { Checkbox, Radios, Select } from '../components/fields';
import { ErrorSummary, Form, FormFoot } from '../components/form';
import { PageHeader, Section } from '../components/page-parts';
import { Table } from '../components/table';
import { formatDateTime, formatNumber } from '../../i18n/format';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { crumbsOf } from './license-confirmation.view';
import { licensePath, verbPath } from './license-paths';

interface ChangePolicyData {
  readonly license: License;
  readonly policies: readonly Policy[];
  readonly form: FormState;
  /** Null before a policy is chosen. */
  readonly preview: LicensePreview | null;
}

export function changePolicyPage({ license, policies, form, preview }: ChangePolicyData): Page {
  const t = texts('licenseActions');
  const { uid, key } = license;
  const action = verbPath(uid, 'policy');
  const body = (
    <>
      <PageHeader title={t.policyTitle} crumbs={crumbsOf(uid, key)} lead={t.behaviorFollows} />
      <ErrorSummary form={form} title={t.nothingChanged} />
      {/* A get: it shows the preview and changes nothing. */}
      <form class="form" method="get" action={action}>
        <Select
          form={form}
          name="policy"
          label={t.policy}
          choices={policies.map((policy) => ({ value: policy.uid, title: policy.name }))}
        />
        <Radios
          form={form}
          name="expiry"
          label={t.expiry}
          choices={EXPIRY_CHANGES.map((value) => ({ value, title: t.expiryOptions[value] }))}
        />
        <Checkbox form={form} name="limits" label={t.limits} hint={t.limitsHint} />
        <div class="actions">
          <Button look={preview ? 'default' : 'primary'}>{t.preview}</Button>
        </div>
      </form>
      {preview && <Preview preview={preview} form={form} action={action} />}
    </>
  );
  return new Page({ title: t.policyTitle, width: 'confirmation', body });
}

interface PreviewProps {
  readonly preview: LicensePreview;
  readonly form: FormState;
  readonly action: string;
}

function Preview({ preview, form, action }: PreviewProps): VNode {
  const t = texts('licenseActions');
  const { license, seatsOver } = preview;
  const changes = changesOf(preview);
  return (
    <Section id="preview" title={t.whatChanges}>
      {changes.length === 0 ? (
        <p>{t.nothingDiffers}</p>
      ) : (
        <Table
          label={t.whatChanges}
          rows={changes}
          columns={[
            { head: t.field, onCard: 'title', cell: ({ name }) => name },
            { head: t.before, onCard: 'left', cell: ({ before }) => before },
            { head: t.after, onCard: 'right', cell: ({ after }) => after },
          ]}
        />
      )}
      {seatsOver > 0 && <Banner tone="warn" id="over" title={t.seatsOver({ n: seatsOver })} />}
      <Form action={action}>
        <input type="hidden" name="policy" value={preview.policy.uid} />
        <input type="hidden" name="expiry" value={form.value('expiry')} />
        <input type="hidden" name="limits" value={form.value('limits')} />
        <FormFoot>
          <Button look="primary">{t.changePolicy}</Button>
          <ButtonLink look="quiet" href={licensePath(license.uid)}>
            {t.cancel}
          </ButtonLink>
        </FormFoot>
      </Form>
    </Section>
  );
}

interface Change {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

function changesOf({ license, policy, after }: LicensePreview): Change[] {
  const t = texts('licenseActions');
  const titles: Readonly<Record<CopiedLimit, string>> = {
    maxActivations: t.seats,
    maxUsers: t.users,
    maxSessions: t.sessions,
    usesLimit: t.uses,
    durationDays: t.duration,
    features: t.features,
  };
  const rows = [
    { name: t.policy, before: license.policy?.name ?? '', after: policy.name },
    { name: t.expires, before: dateOf(license.expiresAt), after: dateOf(after.expiresAt) },
    ...COPIED_LIMITS.map((limit) => ({
      name: titles[limit],
      before: limitText(license[limit]),
      after: limitText(after[limit]),
    })),
  ];
  return rows.filter(({ before, after: then }) => before !== then);
}

function limitText(limit: number | string[] | null): string {
  const t = texts('licenseActions');
  if (Array.isArray(limit)) {
    return limit.length === 0 ? t.none : limit.join(', ');
  }
  return limit === null ? t.noLimit : formatNumber(limit);
}

function dateOf(at: Date | null): string {
  return at ? formatDateTime(at) : texts('licenseActions').never;
}
