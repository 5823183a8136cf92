import type { VNode } from 'preact';
import type { FormValues } from '../../common/http/form-fields';
import type { BulkChange, PlannedChange } from '../../licensing/bulk/bulk-changes.service';
import { isTermPending } from '../../licenses/licenses/license-term';
import { License } from '../../licenses/licenses/license.entity';
import { Banner } from '../components/banner';
import { Button, ButtonLink } from '../components/button';
import { TextField } from '../components/fields';
import { ErrorSummary, Form, FormFoot, idOf } from '../components/form';
import { LicenseBadge, LicenseLink } from '../components/license-badge';
import { EmptyState, PageHeader, Section } from '../components/page-parts';
import { type Column, Cut, Table } from '../components/table';
import { Time } from '../components/text';
import { formatNumber } from '../../i18n/format';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { type BulkFormDto, type BulkVerb, DEFAULT_DAYS } from './bulk-form.dto';
import { previewDigest } from './bulk-preview';
import { changeText } from './bulk-texts';
import { fieldsOf } from './license-list-query.dto';
import { bulkPath, LICENSES_PATH, listPath } from './license-paths';

/** Rows shown of each part. */
const SHOWN = 100;
/** The field with the digest of the preview. */
export const PREVIEW_FIELD = 'previewed';

export interface BulkPageData {
  readonly verb: BulkVerb;
  readonly input: BulkFormDto;
  readonly change: BulkChange;
  readonly planned: readonly PlannedChange[];
  readonly form: FormState;
  readonly now: Date;
}

export function bulkPage(data: BulkPageData): Page {
  const title = texts('bulk').title[data.verb]({ count: data.planned.length });
  return new Page({ title, width: 'form', body: <Bulk {...data} title={title} /> });
}

/** The form, before there is a preview. */
export function refusedBulkPage(verb: BulkVerb, values: FormValues, form: FormState): Page {
  const t = texts('bulk');
  const title = t.title[verb]({ count: 0 });
  const body = (
    <>
      <Header title={title} />
      <ErrorSummary form={form} title={t.unchanged} />
      {form.problemOf('all') === undefined && (
        <Form action={bulkPath(verb)}>
          <Hidden fields={hiddenIn(values)} />
          <Parameters verb={verb} form={form} />
        </Form>
      )}
      <p>
        <a href={LICENSES_PATH}>{t.backToList}</a>
      </p>
    </>
  );
  return new Page({ title, width: 'form', body });
}

function Bulk(data: BulkPageData & { readonly title: string }): VNode {
  const { title, planned, form, verb, input } = data;
  const t = texts('bulk');
  if (planned.length === 0) {
    return (
      <>
        <Header title={title} />
        <EmptyState
          icon="list-checks"
          title={t.none}
          actions={<ButtonLink href={listPath(input)}>{t.backToList}</ButtonLink>}
        >
          {t.noneText}
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <Header title={title} />
      <ErrorSummary form={form} title={t.unchanged} />
      <Form action={bulkPath(verb)}>
        <Hidden fields={selectionOf(data)} />
        <div id={idOf(PREVIEW_FIELD)}>
          <Effect {...data} />
        </div>
        <Parameters verb={verb} form={form} />
        <Planned {...data} />
        <Confirm {...data} />
      </Form>
    </>
  );
}

function Header({ title }: { readonly title: string }): VNode {
  return <PageHeader title={title} crumbs={[{ title: texts('licenses').title, href: LICENSES_PATH }]} />;
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
    <div class="bulk-parameters" data-suggest="/console/licenses/customers">
      {verb === 'extend' ? (
        <TextField form={form} name="days" label={t.days} placeholder={String(DEFAULT_DAYS)} hint={t.daysHint} />
      ) : (
        <TextField form={form} name="new_customer" label={t.customer} hint={t.customerHint} suggestions={[]} />
      )}
      <Button icon="refresh-cw" name="do" value="preview">
        {t.preview}
      </Button>
    </div>
  );
}

function Planned({ planned, now, verb, change }: BulkPageData): VNode {
  const t = texts('bulk');
  const changed = changedIn(planned);
  const kept = planned.filter(({ columns }) => !columns);
  return (
    <>
      {changed.length > 0 && (
        <PlanTable
          id="changes"
          title={t.changes}
          rows={changed}
          last={{ head: t.becomes, onCard: 'wide', cell: (row) => <After {...row} change={change} now={now} /> }}
          now={now}
          verb={verb}
        />
      )}
      {kept.length > 0 && (
        <PlanTable
          id="stays"
          title={t.stays}
          rows={kept}
          last={{
            head: t.why,
            width: 25,
            onCard: 'wide',
            cell: ({ obstacle }) => <Cut text={obstacle ? t.obstacles[obstacle] : ''} />,
          }}
          now={now}
          verb={verb}
        />
      )}
    </>
  );
}

interface PlanTableProps {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly PlannedChange[];
  readonly last: Column<PlannedChange>;
  readonly now: Date;
  readonly verb: BulkVerb;
}

function PlanTable({ id, title, rows, last, now, verb }: PlanTableProps): VNode {
  const t = texts('bulk');
  const shown = rows.slice(0, SHOWN);
  const columns: Column<PlannedChange>[] = [
    { head: t.key, width: 25, onCard: 'title', cell: ({ license }) => <LicenseLink {...license} /> },
    { head: t.status, onCard: 'status', cell: ({ license }) => <LicenseBadge status={license.statusAt(now)} /> },
    { head: t.customerColumn, onCard: 'wide', cell: ({ license }) => <Cut text={customerOf(license)} /> },
    ...(verb === 'extend'
      ? [{ head: t.expires, onCard: 'left' as const, cell: (row: PlannedChange) => expiryOf(row.license) }]
      : []),
    last,
  ];
  return (
    <Section
      id={id}
      title={title}
      note={
        shown.length < rows.length ? t.countOf({ shown: shown.length, count: rows.length }) : formatNumber(rows.length)
      }
    >
      <Table label={title} rows={shown} columns={columns} />
    </Section>
  );
}

function After({ license, columns, change, now }: PlannedChange & { change: BulkChange; now: Date }): VNode {
  const after: License = Object.assign(new License(), license, columns);
  if (change.verb === 'extend') {
    return <>{expiryOf(after)}</>;
  }
  if (change.verb === 'assign') {
    return <Cut text={change.customer?.name ?? texts('bulk').noCustomer} />;
  }
  return <LicenseBadge status={after.statusAt(now)} />;
}

function expiryOf(license: License): VNode {
  const { expiresAt, durationDays } = license;
  const t = texts('bulk');
  if (expiresAt) {
    return <Time at={expiresAt} as="date" />;
  }
  return (
    <span class="unset">
      {isTermPending(license) ? t.daysFromUse({ days: durationDays ?? 0 }) : texts('licenses').noEnd}
    </span>
  );
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
          <Button look={verb === 'revoke' ? 'danger-solid' : 'primary'}>{changeText(t.verb, change, count)}</Button>
        )}
        <ButtonLink href={listPath(input)}>{t.keep}</ButtonLink>
      </FormFoot>
    </div>
  );
}

function Hidden({ fields }: { readonly fields: readonly (readonly [string, string])[] }): VNode {
  return (
    <>
      {fields.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

/** The licenses of the preview, its digest, and the list to return to. */
function selectionOf({ input, change, planned }: BulkPageData): (readonly [string, string])[] {
  const fields = Object.entries(fieldsOf(input)).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return [
    ...fields,
    ['id', planned.map(({ license }) => license.id).join(',')],
    [PREVIEW_FIELD, previewDigest(change, planned)],
  ];
}

function hiddenIn(values: FormValues): (readonly [string, string])[] {
  const typed = ['days', 'new_customer', 'confirm', 'do'];
  return Object.entries(values)
    .filter(([name]) => !typed.includes(name))
    .map(([name, value]) => [name, [value].flat().join(',')] as const);
}

function changedIn(planned: readonly PlannedChange[]): PlannedChange[] {
  return planned.filter(({ columns }) => columns !== undefined);
}

function customerOf({ customer }: License): string {
  return customer?.name ?? texts('bulk').noCustomer;
}
