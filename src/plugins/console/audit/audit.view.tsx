import type { Product } from '../../../core/catalog';
import type { VNode } from 'preact';
import { EVENT_NAMES, subjectName } from '../../../core/events';
import { formatDate, texts, viewer } from '../../../core/i18n';
import type { LoggedVerdict } from '../../../core/licensing/internal';
import type { Event } from '../../../core/platform';
import { VERDICT_CODES } from '../../../core/verification';
import { Button } from '../../../pages/components/button';
import { FieldGroups } from '../../../pages/components/field-groups';
import { HiddenFields } from '../../../pages/components/form';
import { listPage } from '../../../pages/components/list-page';
import { trailPages } from '../../../pages/components/list-pages';
import { type Column, Cut, CutCode } from '../../../pages/components/table';
import { Key, Time } from '../../../pages/components/text';
import { VerdictView } from '../../../pages/components/verdict';
import type { CursorFields } from '../../../pages/kit/cursor-page';
import type { Page } from '../../../pages/kit/page';
import { FormState } from '../../../pages/kit/form-state';
import { type FormField, labeled } from '../../../pages/kit/form-table';
import { AuditLog } from '../../../pages/audit/audit-entries.view';
import type { LogPage } from './audit-log.service';
import { AuditTabs } from './audit-tabs.view';
import { AUDIT_PATH } from '../../../pages/audit/audit-paths';
import {
  eventPath,
  type FilterName,
  FILTERS,
  type LogFilter,
  logOf,
  SOURCES,
  type Tab,
  tabOf,
  verdictPath,
} from './audit-query.dto';
import { subjectTitle } from '../../../pages/audit/subject-names';

interface AuditData {
  readonly tab: Tab;
  readonly page: LogPage;
  readonly filter: LogFilter;
  /** The names of what the filter has the IDs of, by the name of its field. */
  readonly names: ReadonlyMap<string, string>;
  readonly place: CursorFields;
  /** The products to choose from. */
  readonly products: readonly Product[];
  /** Days for which audit entries are kept; 0 for ever. */
  readonly keptDays: number;
  readonly exports: VNode;
}

export function auditPage({
  tab,
  page,
  filter,
  names: nameOfField,
  place,
  products,
  keptDays,
  exports,
}: AuditData): Page {
  const t = texts('audit');
  const { log, rows, next } = page;
  // A search for verdicts is one for a key.
  const searched = log === 'verdicts' ? 'key' : 'q';
  const shown: LogFilter = { ...filter, [searched]: undefined };
  const names: readonly FilterName[] = FILTERS[log];
  const isEnd = log === 'audit' && next === null && keptDays > 0;
  const isPartial = rows.length === 0 && next !== null;
  const list = {
    title: t.title,
    lead: t.lead({ zone: viewer().zone, days: keptDays }),
    actions: exports,
    above: <AuditTabs current={tab} />,
    path: AUDIT_PATH,
    kept: tabOf(tab),
    query: { ...shown, q: filter[searched] },
    label: t.tabs[tab],
    search: {
      label: t.searchLabel,
      placeholder: t.searchPlaceholders[log],
      filters: names
        .filter((name) => name !== searched)
        .map((name) => ({
          field: name,
          title: t.filters[name],
          values: name === 'product' ? productChoices(products) : titlesOf(name, shown[name], nameOfField),
          isInForm: true,
        })),
      form: <FilterForm tab={tab} filter={filter} products={products} />,
    },
    order: texts('lists').newestFirst,
    notes: [isEnd && t.older({ days: keptDays })],
    pages: trailPages(place, next),
    empty: isPartial
      ? { icon: 'search' as const, title: t.lookedThrough, text: t.lookFurther }
      : { icon: 'file-text' as const, title: t.nothingYet, text: t.notes[log] },
    noMatch: isPartial ? undefined : { title: t.nothing, text: t.nothingText, showAll: t.showAll },
  };
  switch (page.log) {
    case 'audit':
      return listPage({ ...list, rows: page.rows, columns: [], view: (rows) => <AuditLog {...page} rows={rows} /> });
    case 'events':
      return listPage({ ...list, rows: page.rows, columns: eventColumns() });
    case 'verdicts':
      return listPage({ ...list, rows: page.rows, columns: verdictColumns() });
  }
}

/** Days and sources are shown in the viewer's language, and IDs as the names of what has them. */
function titlesOf(name: FilterName, value: string | undefined, names: ReadonlyMap<string, string>) {
  const title = names.get(name);
  if (title !== undefined && value !== undefined) {
    return [{ value, title }];
  }
  if (name === 'source') {
    return sourceChoices();
  }
  const isDay = name === 'from' || name === 'to';
  // Noon, so that it is the same day in the zone of the viewer.
  return isDay && value !== undefined ? [{ value, title: formatDate(new Date(`${value}T12:00:00Z`)) }] : [];
}

const productChoices = (products: readonly Product[]) =>
  products.map(({ reference, name }) => ({ value: reference, title: name }));

const sourceChoices = () => SOURCES.map((value) => ({ value, title: texts('audit').sources[value] }));

interface FilterFormProps {
  readonly tab: Tab;
  readonly filter: LogFilter;
  readonly products: readonly Product[];
}

/** All filters of a log in one form. */
function FilterForm({ tab, filter, products }: FilterFormProps): VNode {
  const t = texts('audit');
  const codes = VERDICT_CODES.map((code) => ({ value: code, title: code }));
  const kinds: Record<FilterName, Omit<FormField, 'name'>> = {
    actor: {},
    action: { isMono: true, suggestions: EVENT_NAMES },
    target: { hint: t.targetHint },
    product: { kind: 'select', choices: [{ value: '', title: t.anyProduct }, ...productChoices(products)] },
    source: { kind: 'select', choices: [{ value: '', title: t.anySource }, ...sourceChoices()] },
    key: { isMono: true },
    code: { kind: 'select', choices: [{ value: '', title: t.anyCode }, ...codes] },
    address: { isMono: true },
    job: { isMono: true },
    from: { kind: 'date' },
    to: { kind: 'date' },
  };
  const rows = FILTERS[logOf(tab)].map((name) => ({ name, ...kinds[name] }));
  return (
    <form class="filter-form" method="get" action={AUDIT_PATH}>
      <HiddenFields fields={{ ...tabOf(tab), q: filter.q }} />
      <FieldGroups form={FormState.of({ ...filter })} groups={labeled([{ rows }], t.filters)} />
      <Button look="default" text={t.apply} />
    </form>
  );
}

function eventColumns(): Column<Event>[] {
  const t = texts('audit');
  return [
    timeColumn(({ id }) => eventPath(id)),
    { head: t.filters.action, width: 25, onCard: 'status', cell: ({ name }) => <CutCode text={name} /> },
    {
      head: t.filters.target,
      onCard: 'wide',
      cell: ({ targetType, targetId, data }) => <Subject type={targetType} name={subjectName(data) ?? targetId} />,
    },
    {
      head: t.sequence,
      width: 15,
      isRight: true,
      onCard: 'right',
      cell: ({ id, sequence }) => String(sequence ?? id),
    },
  ];
}

function verdictColumns(): Column<LoggedVerdict>[] {
  const t = texts('audit');
  return [
    timeColumn(verdictPath),
    { head: t.filters.code, width: 20, onCard: 'status', cell: ({ outcome }) => <VerdictView code={outcome} /> },
    { head: t.filters.key, width: 20, onCard: 'wide', cell: ({ key }) => <Key value={key} isCut /> },
    {
      head: t.device,
      onCard: 'wide',
      cell: ({ fingerprint }) => <Cut text={fingerprint} />,
    },
    { head: t.operation, width: 10, onCard: 'left', cell: ({ operation }) => t.operations[operation] },
    {
      head: t.filters.address,
      width: 15,
      isRight: true,
      onCard: 'right',
      cell: ({ ip, dialect }) => <Cut text={ip} note={dialect} />,
    },
  ];
}

function timeColumn<T extends { readonly at: Date }>(hrefOf: (row: T) => string): Column<T> {
  return {
    head: texts('audit').time,
    width: 15,
    onCard: 'title',
    cell: (row) => (
      <a class="row-link" href={hrefOf(row)}>
        <Time at={row.at} as="clock" />
      </a>
    ),
  };
}

function Subject({ type, name }: { readonly type: string; readonly name: string }): VNode {
  return <Cut text={name} note={subjectTitle(type)} />;
}
