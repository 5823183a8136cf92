import type { VNode } from 'preact';
import type { FormValues } from '../../common/http/form-fields';
import type { BulkChange, PlannedChange } from '../../licensing/licenses/bulk-changes.service';
import { isTermPending } from '../../licensing/licenses/license-term';
import { License } from '../../licensing/licenses/license.entity';
import { Banner } from '../components/banner';
import { Button, ButtonLink } from '../components/button';
import { TextField } from '../components/fields';
import { ErrorSummary, Form, FormFoot } from '../components/form';
import { LicenseBadge } from '../components/license-badge';
import { EmptyState, PageHeader, Section } from '../components/page-parts';
import { type Column, Cut, Table } from '../components/table';
import { Time } from '../components/text';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { type BulkFormDto, type BulkVerb, DEFAULT_DAYS } from './bulk-form.dto';
import { BULK_TEXTS } from './bulk-texts';
import { fieldsOf } from './license-list-query.dto';
import { bulkPath, LICENSES_PATH, listPath } from './license-paths';
import { LicenseLink } from './license-table.view';
import { LIST_TEXTS } from './texts';

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
  const title = BULK_TEXTS().title[data.verb](data.planned.length);
  return new Page({ title, width: 'form', body: <Bulk {...data} title={title} /> });
}

/** The form, before there is a preview. */
export function refusedBulkPage(verb: BulkVerb, values: FormValues, form: FormState): Page {
  const t = BULK_TEXTS();
  const title = t.title[verb](0);
  const body = (
    <>
      <Header title={title} />
      <ErrorSummary form={form} title={t.unchanged} />
      {form.problemOf('all') === undefined && <Parameters verb={verb} form={form} hidden={hiddenIn(values)} />}
      <p>
        <a href={LICENSES_PATH}>{t.backToList}</a>
      </p>
    </>
  );
  return new Page({ title, width: 'form', body });
}

function Bulk(data: BulkPageData & { readonly title: string }): VNode {
  const { title, planned, form, verb, input } = data;
  const t = BULK_TEXTS();
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
      <Effect {...data} />
      <Parameters verb={verb} form={form} hidden={selectionOf(data)} />
      <Planned {...data} />
      <Confirm {...data} />
    </>
  );
}

function Header({ title }: { readonly title: string }): VNode {
  return <PageHeader title={title} crumbs={[{ title: LIST_TEXTS().title, href: LICENSES_PATH }]} />;
}

function Effect({ verb, planned }: BulkPageData): VNode {
  const t = BULK_TEXTS();
  const changed = changedIn(planned);
  const devices = changed.reduce((sum, { use }) => sum + use.seats, 0);
  const isRefusal = verb === 'disable' || verb === 'revoke';
  if (changed.length === 0) {
    return <Banner tone="warn" title={t.nothing} />;
  }
  return (
    <Banner tone={verb === 'revoke' ? 'bad' : 'neutral'} title={t.verb[verb](changed.length)}>
      {t.effect[verb]} {isRefusal && devices > 0 && t.devices(devices)}
    </Banner>
  );
}

interface ParametersProps {
  readonly verb: BulkVerb;
  readonly form: FormState;
  readonly hidden: readonly (readonly [string, string])[];
}

/** What a verb needs to know. A change of it shows another preview. */
function Parameters({ verb, form, hidden }: ParametersProps): VNode | null {
  const t = BULK_TEXTS();
  if (verb !== 'extend' && verb !== 'assign') {
    return null;
  }
  return (
    <form class="form bulk-parameters" method="get" action={bulkPath(verb)} data-suggest="/console/licenses/customers">
      <Hidden fields={hidden.filter(([name]) => name !== 'days' && name !== 'new_customer')} />
      {verb === 'extend' ? (
        <TextField form={form} name="days" label={t.days} placeholder={String(DEFAULT_DAYS)} hint={t.daysHint} />
      ) : (
        <TextField form={form} name="new_customer" label={t.customer} hint={t.customerHint} suggestions={[]} />
      )}
      <Button icon="refresh-cw">{t.preview}</Button>
    </form>
  );
}

function Planned({ planned, now, verb, change }: BulkPageData): VNode {
  const t = BULK_TEXTS();
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
  const t = BULK_TEXTS();
  const shown = rows.slice(0, SHOWN);
  const columns: Column<PlannedChange>[] = [
    { head: t.key, width: 25, onCard: 'title', cell: ({ license }) => <LicenseLink license={license} /> },
    { head: t.status, onCard: 'status', cell: ({ license }) => <LicenseBadge status={license.statusAt(now)} /> },
    { head: t.customerColumn, onCard: 'wide', cell: ({ license }) => <Cut text={customerOf(license)} /> },
    ...(verb === 'extend'
      ? [{ head: t.expires, onCard: 'left' as const, cell: (row: PlannedChange) => expiryOf(row.license) }]
      : []),
    last,
  ];
  return (
    <Section id={id} title={title} note={t.countOf(shown.length, rows.length)}>
      <Table label={title} rows={shown} columns={columns} keyOf={({ license }) => license.id} />
    </Section>
  );
}

function After({ license, columns, change, now }: PlannedChange & { change: BulkChange; now: Date }): VNode {
  const after: License = Object.assign(new License(), license, columns);
  if (change.verb === 'extend') {
    return <>{expiryOf(after)}</>;
  }
  if (change.verb === 'assign') {
    return <Cut text={change.customer?.name ?? BULK_TEXTS().noCustomer} />;
  }
  return <LicenseBadge status={after.statusAt(now)} />;
}

function expiryOf(license: License): VNode {
  const { expiresAt, durationDays } = license;
  const t = BULK_TEXTS();
  if (expiresAt) {
    return <Time at={expiresAt} as="date" />;
  }
  return <span class="unset">{isTermPending(license) ? t.daysFromUse(durationDays ?? 0) : LIST_TEXTS().noEnd}</span>;
}

/** Sends exactly what the preview has shown. */
function Confirm(data: BulkPageData): VNode {
  const { verb, planned, form, input } = data;
  const t = BULK_TEXTS();
  const count = changedIn(planned).length;
  return (
    <div class="section">
      <Form action={bulkPath(verb)}>
        <Hidden fields={selectionOf(data)} />
        {verb === 'revoke' && count > 1 && <TextField form={form} name="confirm" label={t.confirm(count)} />}
        <FormFoot>
          {count > 0 && <Button look={verb === 'revoke' ? 'danger-solid' : 'primary'}>{t.verb[verb](count)}</Button>}
          <ButtonLink href={listPath(input)}>{t.keep}</ButtonLink>
        </FormFoot>
      </Form>
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

/** The licenses of the preview, and the list to return to. */
function selectionOf({ input, planned }: BulkPageData): (readonly [string, string])[] {
  const fields = Object.entries(fieldsOf(input)).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return [
    ...fields,
    ['id', planned.map(({ license }) => license.id).join(',')],
    ['days', String(input.days ?? DEFAULT_DAYS)],
    ['new_customer', input.new_customer],
  ];
}

function hiddenIn(values: FormValues): (readonly [string, string])[] {
  return Object.entries(values).map(([name, value]) => [name, [value].flat().join(',')] as const);
}

function changedIn(planned: readonly PlannedChange[]): PlannedChange[] {
  return planned.filter(({ columns }) => columns !== undefined);
}

function customerOf({ customer }: License): string {
  return customer?.name ?? BULK_TEXTS().noCustomer;
}
