import { Get, Post, Query } from '@nestjs/common';
import { PoliciesService } from '../../catalog/policies/policies.service';
import { Authorized } from '../../common/access/authorized.decorator';
import { Calendar } from '../../common/calendar';
import { Clock } from '../../common/clock';
import type { FormValues } from '../../common/http/form-fields';
import { texts } from '../../i18n/texts';
import { Permission } from '../../identity/permissions/permission';
import type { LicenseFilter } from '../../licensing/licenses/license-filter';
import {
  type BulkPolicyChangeInput,
  BulkPolicyChangesService,
} from '../../licensing/policy-changes/bulk-policy-changes.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState, refusedField } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { Id, FormBody } from '../kit/parameters';
import { submitForm } from '../kit/submit-form';
import { PREVIEW_FIELD, PolicyChangeFormDto } from './bulk-change';
import { filterOf, fieldsOf } from './license-list-query.dto';
import { policyChangePath, bulkPath, LICENSES_PATH, licensesCrumbs, listPath } from './license-paths';
import type { VNode } from 'preact';
import type { Policy } from '../../catalog/policies/policy.entity';
import { formatNumber } from '../../i18n/format';
import { COPIED_LIMITS, EXPIRY_CHANGES } from '../../licensing/policy-changes/changed-columns';
import type { PolicyChange } from '../../licensing/policy-changes/policy-change.entity';
import type { LicensePreview, PolicyChangePreview } from '../../licensing/policy-changes/preview-policy-change.service';
import { Banner } from '../components/banner';
import { Button, ButtonLink } from '../components/button';
import { detailPage } from '../components/detail-page';
import { Radios, Select } from '../components/fields';
import { ErrorSummary, Form, FormFoot, HiddenFields, idOf } from '../components/form';
import { LicenseLink } from '../components/license-badge';
import { EmptyState, Section } from '../components/page-parts';
import { type Column, Cut, Table } from '../components/table';
import { DescriptionList, Time } from '../components/text';

/** Policies that the form offers. */
const CHOICES = { limit: 100 } as const;

/** Changes many licenses to another policy, after a preview. */
@ConsoleController('console/licenses')
export class PolicyChangePageController {
  constructor(
    private readonly changes: BulkPolicyChangesService,
    private readonly policies: PoliciesService,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  @Get('bulk/policy')
  @Authorized(Permission.LicensesWrite)
  previewPolicyChange(@Query() values: FormValues): Promise<Page | SeeOther> {
    return this.submit(values, (input) => this.show(input, FormState.of(values)));
  }

  @Post('bulk/policy')
  @Authorized(Permission.LicensesWrite)
  changePolicies(@FormBody() values: FormValues): Promise<Page | SeeOther> {
    return this.submit(values, async (input) => {
      if (input.do === 'preview') {
        return this.show(input, FormState.of(values));
      }
      const request = this.requestOf(input, false);
      if (!request) {
        throw refusedField('to_policy', texts('policyChange').choose);
      }
      if (input.previewed !== PolicyChangeFormDto.choicesIn(input)) {
        throw refusedField(PREVIEW_FIELD, texts('bulk').notPreviewed, 'not_previewed');
      }
      const requested = await this.changes.request(request);
      return requested.preview
        ? this.show(input, FormState.of(values))
        : new SeeOther(policyChangePath(requested.change.uid));
    });
  }

  @Get('policy-changes/:id')
  @Authorized(Permission.LicensesRead)
  async showPolicyChange(@Id() id: string): Promise<Page> {
    return progressPage(await this.changes.get(id));
  }

  private submit(
    values: FormValues,
    submit: (input: PolicyChangeFormDto) => Promise<Page | SeeOther>,
  ): Promise<Page | SeeOther> {
    let sent = new PolicyChangeFormDto();
    return submitForm({
      body: values,
      input: PolicyChangeFormDto,
      messages: { to_policy: texts('policyChange').choose, [PREVIEW_FIELD]: texts('bulk').notPreviewed },
      submit: (input) => {
        sent = input;
        return submit(input);
      },
      show: (form) => this.show(form.problemOf(PREVIEW_FIELD) === undefined ? new PolicyChangeFormDto() : sent, form),
    });
  }

  private async show(input: PolicyChangeFormDto, form: FormState): Promise<Page> {
    const request = this.requestOf(input, true);
    const requested = request && (await this.changes.request(request));
    return policyChangePage({
      input,
      form,
      policies: (await this.policies.list(CHOICES)).rows,
      preview: requested?.preview,
    });
  }

  /** Undefined without a policy or a license. */
  private requestOf(input: PolicyChangeFormDto, isDryRun: boolean): BulkPolicyChangeInput | undefined {
    const { to_policy: policy, limits, expiry = 'keep', id = [], all } = input;
    if (policy === undefined || (!all && id.length === 0)) {
      return undefined;
    }
    const filter: LicenseFilter = all ? filterOf(input, this.clock.now(), this.calendar) : { ids: id };
    return { policy, limits, expiry, isDryRun, filter };
  }
}

export interface PolicyChangeData {
  readonly input: PolicyChangeFormDto;
  readonly form: FormState;
  readonly policies: readonly Policy[];
  /** Undefined until a policy is chosen. */
  readonly preview?: PolicyChangePreview;
}

export function policyChangePage(data: PolicyChangeData): Page {
  const { input, form, preview } = data;
  const t = texts('policyChange');
  const actions = <ButtonLink href={listPath(input)} text={t.backToList} />;
  const isEmpty = !input.all && !input.id?.length;
  const main = isEmpty ? (
    <EmptyState icon="list-checks" title={t.none} actions={actions}>
      {t.noneText}
    </EmptyState>
  ) : (
    <Form action={bulkPath('policy')}>
      <HiddenFields fields={{ ...fieldsOf(input), id: input.all ? undefined : input.id?.join(','), all: input.all }} />
      <Choice {...data} />
      {preview && (
        <>
          <Effect {...data} preview={preview} />
          <Items items={preview.items} />
          <Confirm {...data} preview={preview} />
        </>
      )}
    </Form>
  );
  return detailPage({
    title: t.title,
    crumbs: licensesCrumbs(),
    lead: t.lead,
    above: <ErrorSummary form={form} title={t.refused} />,
    main,
    width: 'form',
  });
}

/** Another choice has to be previewed before it can be confirmed. */
function Choice({ input, policies }: PolicyChangeData): VNode {
  const t = texts('policyChange');
  const form = FormState.of({ to_policy: input.to_policy ?? '', expiry: input.expiry ?? 'keep' });
  return (
    <div class="bulk-parameters">
      <Select
        form={form}
        name="to_policy"
        label={t.policy}
        choices={[{ value: '', title: t.choose }, ...policies.map(({ uid, name }) => ({ value: uid, title: name }))]}
      />
      <fieldset class="field">
        <legend>{t.limits}</legend>
        <input type="hidden" name="limits" value="" />
        <div class="radio-row">
          {COPIED_LIMITS.map((limit) => (
            <label class="checkbox" key={limit}>
              <input type="checkbox" name="limits" value={limit} checked={input.limits.includes(limit)} />
              <span>{t.limitNames[limit]}</span>
            </label>
          ))}
        </div>
        <p class="hint">{t.limitsNote}</p>
      </fieldset>
      <Radios
        form={form}
        name="expiry"
        label={t.expiry}
        choices={EXPIRY_CHANGES.map((value) => ({ value, title: t.expiryNames[value] }))}
      />
      <Button icon="refresh-cw" name="do" value="preview" text={t.preview} />
    </div>
  );
}

type Previewed = PolicyChangeData & { readonly preview: PolicyChangePreview };

function Effect({ preview, policies, input }: Previewed): VNode {
  const t = texts('policyChange');
  const { licenses, previewed, licensesOver, seatsOver, expiryChanges } = preview;
  const name = policies.find(({ uid }) => uid === input.to_policy)?.name ?? '';
  return (
    <div class="section" id={idOf(PREVIEW_FIELD)}>
      <Banner tone={licensesOver > 0 ? 'warn' : 'neutral'} title={t.effect({ count: licenses, name })}>
        {licensesOver > 0 ? t.over({ count: licensesOver, seats: seatsOver }) : t.noneOver}{' '}
        {expiryChanges > 0 && t.expiryChanges({ count: expiryChanges })}{' '}
        {previewed < licenses && t.previewed({ count: previewed })}
      </Banner>
    </div>
  );
}

function Items({ items }: { readonly items: readonly LicensePreview[] }): VNode {
  const t = texts('policyChange');
  const limit = (value: number | null): string => (value === null ? t.noLimit : formatNumber(value));
  const columns: Column<LicensePreview>[] = [
    { head: t.key, width: 30, onCard: 'title', cell: ({ license }) => <LicenseLink {...license} /> },
    { head: t.oldPolicy, onCard: 'wide', cell: ({ license }) => <Cut text={license.policy?.name ?? ''} /> },
    {
      head: t.seats,
      onCard: 'left',
      cell: ({ license, after, seatsOver }) => (
        <span class={seatsOver > 0 ? 'text-warn' : undefined}>
          {limit(license.maxActivations)} → {limit(after.maxActivations)}
        </span>
      ),
    },
    {
      head: t.expires,
      width: 30,
      onCard: 'right',
      cell: ({ license, after }) => (
        <>
          <End at={license.expiresAt} /> → <End at={after.expiresAt} />
        </>
      ),
    },
  ];
  return (
    <Section id="changes" title={t.changes} note={t.newest({ count: items.length })}>
      <Table label={t.changes} rows={items} columns={columns} />
    </Section>
  );
}

function End({ at }: { readonly at: Date | null }): VNode {
  return at ? <Time at={at} as="date" /> : <span class="unset">{texts('policyChange').noEnd}</span>;
}

function Confirm({ input, preview }: Previewed): VNode {
  const t = texts('policyChange');
  return (
    <div class="section">
      <input type="hidden" name={PREVIEW_FIELD} value={PolicyChangeFormDto.choicesIn(input)} />
      <FormFoot>
        {preview.licenses > 0 && <Button look="primary" text={t.verb({ count: preview.licenses })} />}
        <ButtonLink href={listPath(input)} text={t.keep} />
      </FormFoot>
    </div>
  );
}

export function progressPage(change: PolicyChange): Page {
  const t = texts('policyChange');
  const { uid, status, done, total, changed, createdAt, finishedAt, failure } = change;
  const about = [
    { term: t.status, value: t.statuses[status] },
    { term: t.done, value: t.doneOf({ done, total }) },
    { term: t.changed, value: formatNumber(changed) },
    { term: t.started, value: <Time at={createdAt} /> },
    { term: t.finished, value: finishedAt && <Time at={finishedAt} /> },
    ...(failure === null ? [] : [{ term: t.failure, value: failure }]),
  ];
  const main = (
    <>
      <DescriptionList items={about} />
      <div class="section actions">
        {!finishedAt && <ButtonLink icon="refresh-cw" href={policyChangePath(uid)} text={t.look} />}
        <ButtonLink href={LICENSES_PATH} text={t.backToList} />
      </div>
    </>
  );
  const lead = finishedAt ? undefined : t.progressLead;
  return detailPage({ title: t.progressTitle, crumbs: licensesCrumbs(), lead, main, width: 'form' });
}
