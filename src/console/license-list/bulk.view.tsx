import type { VNode } from 'preact';
import type { FormValues } from '../../common/http/form-fields';
import type { BulkChange, PlannedChange } from '../../licensing/bulk/bulk-changes.service';
import { isTermPending } from '../../licenses/licenses/license-term';
import { License } from '../../licenses/licenses/license.entity';
import { Banner } from '../components/banner';
import { Button, ButtonLink } from '../components/button';
import { detailPage } from '../components/detail-page';
import { TextField } from '../components/fields';
import type { QueryFields } from '../components/filters';
import { ErrorSummary, Form, FormFoot, HiddenFields, idOf } from '../components/form';
import { LicenseBadge, LicenseLink } from '../components/license-badge';
import { EmptyState, Section } from '../components/page-parts';
import { type Column, Cut, Table } from '../components/table';
import { Time } from '../components/text';
import { formatNumber } from '../../i18n/format';
import type { FormState } from '../kit/form-state';
import type { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { type BulkFormDto, type BulkVerb, changeText, DEFAULT_DAYS, PREVIEW_FIELD, previewDigest } from './bulk-change';
import { fieldsOf } from './license-list-query.dto';
import { bulkPath, LICENSES_PATH, licensesCrumbs, listPath, SUGGEST_CUSTOMERS } from './license-paths';

/** Rows shown of each part. */
const SHOWN = 100;

export interface BulkPageData {
  readonly verb: BulkVerb;
  readonly input: BulkFormDto;
  readonly change: BulkChange;
  readonly planned: readonly PlannedChange[];
  readonly form: FormState;
  readonly now: Date;
}

export function bulkPage(data: BulkPageData): Page {
  const { verb, input, planned, form } = data;
  const t = texts('bulk');
  const page = pageOf(verb, planned.length);
  if (planned.length === 0) {
    const actions = <ButtonLink href={listPath(input)} text={t.backToList} />;
    const main = (
      <EmptyState icon="list-checks" title={t.none} actions={actions}>
        {t.noneText}
      </EmptyState>
    );
    return detailPage({ ...page, main });
  }
  const main = (
    <Form action={bulkPath(verb)}>
      <HiddenFields fields={selectionOf(data)} />
      <div id={idOf(PREVIEW_FIELD)}>
        <Effect {...data} />
      </div>
      <Parameters verb={verb} form={form} />
      <Planned {...data} />
      <Confirm {...data} />
    </Form>
  );
  return detailPage({ ...page, above: <ErrorSummary form={form} title={t.unchanged} />, main });
}

/** The form, before there is a preview. */
export function refusedBulkPage(verb: BulkVerb, values: FormValues, form: FormState): Page {
  const t = texts('bulk');
  const main = (
    <>
      {form.problemOf('all') === undefined && (
        <Form action={bulkPath(verb)}>
          <HiddenFields fields={hiddenIn(values)} />
          <Parameters verb={verb} form={form} />
        </Form>
      )}
      <p>
        <a href={LICENSES_PATH}>{t.backToList}</a>
      </p>
    </>
  );
  return detailPage({ ...pageOf(verb, 0), above: <ErrorSummary form={form} title={t.unchanged} />, main });
}

function pageOf(verb: BulkVerb, count: number) {
  return { title: texts('bulk').title[verb]({ count }), crumbs: licensesCrumbs(), width: 'form' } as const;
}

function Effect({ verb, change, planned }: BulkPageData): VNode {
  const t = texts('bulk');
  const changed = changedIn(planned);
  const devices = changed.reduce((sum, { use }) => sum + use.seats, 0);
  const isRefusal = verb === 'disable' || verb === 'revoke';
  if (changed.length === 0) {
    return <Banner tone="warn" title={t.nothing} />;
  }
  const title = changeText(t.verb, change, changed.length);
  return (
    <Banner tone={verb === 'revoke' ? 'bad' : 'neutral'} title={title}>
      {t.effect[verb]} {isRefusal && devices > 0 && t.devices({ count: devices })}
    </Banner>
  );
}

interface ParametersProps {
  readonly verb: BulkVerb;
  readonly form: FormState;
}

/** Parameters of a verb. Another value has to be previewed before it can be confirmed. */
function Parameters({ verb, form }: ParametersProps): VNode | null {
  const t = texts('bulk');
  if (verb !== 'extend' && verb !== 'assign') {
    return null;
  }
  return (
    <div class="bulk-parameters" {...SUGGEST_CUSTOMERS}>
      {verb === 'extend' ? (
        <TextField form={form} name="days" label={t.days} placeholder={String(DEFAULT_DAYS)} hint={t.daysHint} />
      ) : (
        <TextField form={form} name="new_customer" label={t.customer} hint={t.customerHint} suggestions={[]} />
      )}
      <Button icon="refresh-cw" name="do" value="preview" text={t.preview} />
    </div>
  );
}

function Planned({ planned, now, verb, change }: BulkPageData): VNode {
  const t = texts('bulk');
  const columns: (Column<PlannedChange> | false)[] = [
    { head: t.key, width: 25, onCard: 'title', cell: ({ license }) => <LicenseLink {...license} /> },
    { head: t.status, onCard: 'status', cell: ({ license }) => <LicenseBadge status={license.statusAt(now)} /> },
    { head: t.customerColumn, onCard: 'wide', cell: ({ license }) => <CustomerName customer={license.customer} /> },
    verb === 'extend' && { head: t.expires, onCard: 'left', cell: ({ license }) => <Expiry license={license} /> },
  ];
  return (
    <>
      <PlanTable
        id="changes"
        title={t.changes}
        rows={changedIn(planned)}
        columns={[
          ...columns,
          { head: t.becomes, onCard: 'wide', cell: (row) => <After {...row} change={change} now={now} /> },
        ]}
      />
      <PlanTable
        id="stays"
        title={t.stays}
        rows={planned.filter((one) => !one.columns)}
        columns={[
          ...columns,
          {
            head: t.why,
            width: 25,
            onCard: 'wide',
            cell: ({ obstacle }) => <Cut text={obstacle ? t.obstacles[obstacle] : ''} />,
          },
        ]}
      />
    </>
  );
}

interface PlanTableProps {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly PlannedChange[];
  readonly columns: readonly (Column<PlannedChange> | false)[];
}

function PlanTable({ id, title, rows, columns }: PlanTableProps): VNode | null {
  const count = rows.length;
  const note = count > SHOWN ? texts('bulk').countOf({ shown: SHOWN, count }) : formatNumber(count);
  return count === 0 ? null : (
    <Section id={id} title={title} note={note}>
      <Table label={title} rows={rows.slice(0, SHOWN)} columns={columns.filter((column) => column !== false)} />
    </Section>
  );
}

function After({ license, columns, change, now }: PlannedChange & { change: BulkChange; now: Date }): VNode {
  const after: License = Object.assign(new License(), license, columns);
  if (change.verb === 'extend') {
    return <Expiry license={after} />;
  }
  if (change.verb === 'assign') {
    return <CustomerName customer={change.customer} />;
  }
  return <LicenseBadge status={after.statusAt(now)} />;
}

function CustomerName({ customer }: { readonly customer?: { readonly name: string } | null }): VNode {
  return <Cut text={customer?.name ?? texts('bulk').noCustomer} />;
}

function Expiry({ license }: { readonly license: License }): VNode {
  const { expiresAt, durationDays } = license;
  if (expiresAt) {
    return <Time at={expiresAt} as="date" />;
  }
  const { daysFromUse, noEnd } = texts('licenses');
  return <span class="unset">{isTermPending(license) ? daysFromUse({ days: durationDays ?? 0 }) : noEnd}</span>;
}

function Confirm(data: BulkPageData): VNode {
  const { verb, change, planned, form, input } = data;
  const t = texts('bulk');
  const count = changedIn(planned).length;
  return (
    <div class="section">
      {verb === 'revoke' && count > 1 && <TextField form={form} name="confirm" label={t.confirm({ count })} />}
      <FormFoot>
        {count > 0 && (
          <Button look={verb === 'revoke' ? 'danger-solid' : 'primary'} text={changeText(t.verb, change, count)} />
        )}
        <ButtonLink href={listPath(input)} text={t.keep} />
      </FormFoot>
    </div>
  );
}

/** The licenses of the preview, its digest, and the list to return to. */
function selectionOf({ input, change, planned }: BulkPageData): QueryFields {
  return {
    ...fieldsOf(input),
    id: planned.map(({ license }) => license.id).join(','),
    [PREVIEW_FIELD]: previewDigest(change, planned),
  };
}

function hiddenIn(values: FormValues): QueryFields {
  const typed = ['days', 'new_customer', 'confirm', 'do'];
  const kept = Object.entries(values).filter(([name]) => !typed.includes(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, [value].flat().join(',')]));
}

function changedIn(planned: readonly PlannedChange[]): PlannedChange[] {
  return planned.filter(({ columns }) => columns !== undefined);
}
