import { Get, Post, Query } from '@nestjs/common';
import { IsUUID } from 'class-validator';
import type { VNode } from 'preact';
import { PoliciesService } from '../../../core/catalog';
import { Authorized, Calendar, type FormValues } from '../../../core/common';
import { Permission } from '../../../core/identity';
import {
  ChangePolicyService,
  COPIED_LIMITS,
  type LicenseWithUsage,
  ScheduleChangesService,
} from '../../../core/licensing';
import { type CopiedLimit, EXPIRY_CHANGES, type LicensePreview } from '../../../core/licensing/internal';
import type { License } from '../../../core/licenses';
import { formatDateTime, formatNumber, texts } from '../../../core/i18n';
import { Banner } from '../../../pages/components/banner';
import { Button, ButtonLink } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { FieldGroups } from '../../../pages/components/field-groups';
import { ErrorSummary, Form, FormFoot, HiddenFields } from '../../../pages/components/form';
import { Section } from '../../../pages/components/page-parts';
import { ReasonFields } from '../../../pages/components/reason-fields';
import { Table } from '../../../pages/components/table';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormState } from '../../../pages/kit/form-state';
import { labeled } from '../../../pages/kit/form-table';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { FormBody } from '../../../pages/kit/parameters';
import { submitForm } from '../../../pages/kit/submit-form';
import { licensePath } from '../../../pages/kit/record-paths';
import { placeOf } from './license-paths';
import { onDate, startOfDay } from './on-date';
import { PathLicense } from './path-license';
import { choiceField, dateField, queryOf, uuidField } from '../../../pages/kit/query-of';

const SHOWN_POLICIES = 100;

/** A checkbox that is off sends nothing. */
export class PolicyChoiceDto extends queryOf({
  policy: uuidField(),
  expiry: choiceField(EXPIRY_CHANGES),
  limits: choiceField(['1']),
  on: dateField(),
}) {}

export class ChangePolicyFormDto extends PolicyChoiceDto {
  @IsUUID()
  declare policy: string;
}

@ConsoleController('license/edit/:id/policy')
@Authorized(Permission.LicensesWrite)
export class LicensePolicyController {
  constructor(
    private readonly policies: PoliciesService,
    private readonly changes: ChangePolicyService,
    private readonly schedules: ScheduleChangesService,
    private readonly calendar: Calendar,
  ) {}

  @Get()
  async askToChangePolicy(
    @PathLicense() { license }: LicenseWithUsage,
    @Query() { policy, expiry = 'keep', limits, on }: PolicyChoiceDto,
  ): Promise<Page> {
    if (policy === undefined) {
      return this.page(license, FormState.of({ expiry, limits: '1' }));
    }
    const at = on === undefined ? undefined : this.calendar.startOf(on);
    const preview = await this.changes.change(license.uid, changeOf({ policy, expiry, limits }, true), at);
    return this.page(license, FormState.of({ policy, expiry, limits: limits ?? '', on: on ?? '' }), preview);
  }

  @Post()
  changePolicy(@PathLicense() { license }: LicenseWithUsage, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: ChangePolicyFormDto,
      submit: async (input) => {
        if (input.on !== undefined) {
          return this.schedule(license, input, startOfDay(input.on, this.calendar));
        }
        const { policy } = await this.changes.change(license.uid, changeOf(input, false));
        return SeeOther.done(licensePath(license.uid), texts('licenseActions').policyChanged({ name: policy.name }));
      },
      show: (form) => this.page(license, form),
    });
  }

  private async schedule(
    { uid }: License,
    { policy, expiry, limits }: ChangePolicyFormDto,
    at: Date,
  ): Promise<SeeOther> {
    const params = { policy, expiry, ...(limits === undefined && { limits: [] }) };
    await this.schedules.schedule(uid, 'change_policy', params, at);
    return SeeOther.done(licensePath(uid), texts('licenseActions').scheduled({ date: formatDateTime(at) }));
  }

  /** @param preview what changes, once a policy is chosen */
  private async page(license: License, form: FormState, preview?: LicensePreview): Promise<Page> {
    const t = texts('licenseActions');
    const { rows } = await this.policies.list({ limit: SHOWN_POLICIES });
    const choices = rows.map(({ uid, name }) => ({ value: uid, title: name }));
    const expiries = EXPIRY_CHANGES.map((value) => ({ value, title: t.expiryOptions[value] }));
    const fields = [
      { name: 'policy', kind: 'select', choices },
      { name: 'expiry', kind: 'radios', choices: expiries },
      { name: 'limits', kind: 'flag' },
      onDate(this.calendar.zone),
    ] as const;
    const { crumbs, action } = placeOf(license, 'policy');
    return detailPage({
      title: t.policyTitle,
      width: 'confirmation',
      crumbs,
      lead: t.behaviorFollows,
      above: <ErrorSummary form={form} title={t.nothingChanged} />,
      main: (
        <>
          {/* A get: it shows the preview and changes nothing. */}
          <form class="form" method="get" action={action}>
            <FieldGroups form={form} groups={labeled([{ rows: fields }], t)} />
            <div class="actions">
              <Button look={preview ? 'default' : 'primary'} text={t.preview} />
            </div>
          </form>
          {preview && <Preview preview={preview} form={form} />}
        </>
      ),
    });
  }
}

function changeOf({ policy, expiry = 'keep', limits }: ChangePolicyFormDto, isDryRun: boolean) {
  return { policy, expiry, limits: limits === undefined ? [] : COPIED_LIMITS, isDryRun };
}

function Preview({ preview, form }: { readonly preview: LicensePreview; readonly form: FormState }): VNode {
  const t = texts('licenseActions');
  const { license, policy, seatsOver } = preview;
  const changes = changesOf(preview);
  const { action, cancel } = placeOf(license, 'policy');
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
        <HiddenFields
          fields={{
            policy: policy.uid,
            expiry: form.value('expiry'),
            limits: form.value('limits'),
            on: form.value('on'),
          }}
        />
        <ReasonFields form={form} />
        <FormFoot>
          <Button look="primary" text={t.changePolicy} />
          <ButtonLink look="quiet" href={cancel} text={t.cancel} />
        </FormFoot>
      </Form>
    </Section>
  );
}

/** The terms that the change makes different. */
function changesOf({ license, policy, after }: LicensePreview) {
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
