import type { VNode } from 'preact';
import { ButtonLink } from '../components/button';
import { type Chip, Chips, ClearFilters, Results, SearchForm } from '../components/filters';
import { EmptyState, PageHeader, Tabs } from '../components/page-parts';
import { Pager } from '../components/table';
import { type CursorFields, nextPage, previousPage } from '../kit/cursor-page';
import { formatDate } from '../../i18n/format';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { viewer } from '../../i18n/viewer';
import { FilterForm } from './audit-filter.view';
import { FILTERS, type FilterName, type LogFilter } from './audit-filter';
import type { LogPage } from './audit-log.service';
import { AUDIT_PATH, exportPath, logPath, tabOf } from './audit-paths';
import { LOGS } from './audit-query.dto';
import { LogTable } from './audit-table.view';

export interface AuditData {
  readonly page: LogPage;
  readonly filter: LogFilter;
  readonly place: CursorFields;
}

export function auditPage(data: AuditData): Page {
  return new Page({ title: texts('audit').title, body: <Audit {...data} /> });
}

function Audit(data: AuditData): VNode {
  const t = texts('audit');
  const { page, filter } = data;
  const actions = (
    <ButtonLink icon="download" href={exportPath(page.log, filter)}>
      {t.export}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t.title} lead={t.lead({ zone: viewer().zone })} actions={actions} />
      <Tabs
        label={t.logsLabel}
        tabs={LOGS.map((log) => ({ title: t.logs[log], href: logPath(log), isCurrent: log === page.log }))}
      />
      <Filters {...data} />
      <Results summary={page.rows.length === 0 ? t.nothing : t.shown({ count: page.rows.length })}>
        {page.rows.length === 0 ? <Nothing {...data} /> : <LogTable page={page} />}
        {(page.rows.length > 0 || page.next !== null) && <AuditPager {...data} />}
      </Results>
    </>
  );
}

function Filters({ page: { log }, filter }: AuditData): VNode {
  const t = texts('audit');
  // A search for verdicts is one for a key.
  const searched = log === 'verdicts' ? 'key' : 'q';
  const { [searched]: q, ...kept } = filter;
  return (
    <SearchForm
      action={AUDIT_PATH}
      label={t.searchLabel}
      placeholder={t.searchPlaceholders[log]}
      value={q ?? ''}
      keep={{ ...tabOf(log), ...kept }}
    >
      <Chips chips={chipsOf(log, kept)} />
      <FilterForm log={log} filter={filter} />
      {Object.keys(filter).length > 0 && <ClearFilters href={logPath(log)} />}
    </SearchForm>
  );
}

function chipsOf(log: LogPage['log'], filter: LogFilter): Chip[] {
  const names: readonly FilterName[] = FILTERS[log];
  return names.flatMap((name) => {
    const value = filter[name];
    const removeHref = logPath(log, { ...filter, [name]: undefined });
    return value === undefined
      ? []
      : [{ field: texts('audit').filters[name], value: valueOf(name, value), removeHref }];
  });
}

function valueOf(name: FilterName, value: string): string {
  const isDay = name === 'from' || name === 'to';
  // Noon, so that it is the same day in the zone of the viewer.
  return isDay ? formatDate(new Date(`${value}T12:00:00Z`)) : value;
}

function AuditPager({ page, filter, place }: AuditData): VNode {
  const [previous, next] = [previousPage(place), nextPage(place, page.next)];
  return (
    <Pager
      text={texts('audit').shown({ count: page.rows.length })}
      previousHref={previous && logPath(page.log, filter, previous)}
      nextHref={next && logPath(page.log, filter, next)}
    />
  );
}

function Nothing({ page, filter }: AuditData): VNode {
  const t = texts('audit');
  if (page.next !== null) {
    return (
      <EmptyState icon="search" title={t.lookedThrough}>
        {t.lookFurther}
      </EmptyState>
    );
  }
  return Object.keys(filter).length > 0 ? (
    <EmptyState icon="search" title={t.nothing} actions={<ButtonLink href={logPath(page.log)}>{t.showAll}</ButtonLink>}>
      {t.nothingText}
    </EmptyState>
  ) : (
    <EmptyState icon="file-text" title={t.nothingYet}>
      {t.notes[page.log]}
    </EmptyState>
  );
}
