import { Get, Param, Query, type StreamableFile, Injectable, type PipeTransform } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { RecordsService } from '../../events/records/records.service';
import { Permission } from '../../identity/permissions/permission';
import { VerdictLogService, type LoggedVerdict } from '../../licensing/verifications/verdict-log.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import type { Page } from '../kit/page';
import { AuditLogService, type LogPage } from './audit-log.service';
import {
  AuditFilterDto,
  filterOf,
  type Log,
  LOGS,
  AUDIT_PATH,
  entryPath,
  eventPath,
  exportPath,
  logPath,
  tabOf,
  verdictPath,
  FILTERS,
  type FilterName,
  type LogFilter,
} from './audit-query.dto';
import { entryPage, eventPage, verdictPage, subjectName, subjectTitle } from './record.view';
import { problem } from '../../common/errors/domain-error';
import type { VNode } from 'preact';
import { EVENT_NAMES } from '../../events/records/catalogue';
import { formatDate } from '../../i18n/format';
import { texts } from '../../i18n/texts';
import { viewer } from '../../i18n/viewer';
import type { AuditEntry } from '../../platform/records/audit-entry.entity';
import type { Event } from '../../platform/records/event.entity';
import { VERDICT_CODES } from '../../verification/rules/verdict';
import { Button } from '../components/button';
import { FieldGroups } from '../components/field-groups';
import { listPage, trailPages } from '../components/list-page';
import { HiddenFields } from '../components/form';
import { Tabs } from '../components/page-parts';
import { type Column, Cut, CutCode } from '../components/table';
import { Key, Time } from '../components/text';
import { VerdictView } from '../components/verdict';
import type { CursorFields } from '../kit/cursor-page';
import { FormState } from '../kit/form-state';
import { type FormField, labeled } from '../kit/form-table';

const ROWS_PER_PAGE = 50;

/** The number of a record in a path. */
@Injectable()
class RecordIdPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    if (!/^\d{1,15}$/.test(value)) {
      throw problem('RECORD_NOT_FOUND');
    }
    return Number(value);
  }
}

interface VerdictId {
  readonly at: Date;
  readonly id: number;
}

/** A row of the log is found by its time and its number: `1700000000000-42`. */
@Injectable()
class VerdictIdPipe implements PipeTransform<string, VerdictId> {
  transform(value: string): VerdictId {
    const [, at, id] = /^(\d{1,14})-(\d{1,15})$/.exec(value) ?? [];
    if (at === undefined || id === undefined) {
      throw problem('VERDICT_NOT_FOUND');
    }
    return { at: new Date(Number(at)), id: Number(id) };
  }
}

/** The audit entries, the events and the log of license checks: every role that reads one of them reads all. */
@ConsoleController('console/audit')
@Authorized(Permission.AuditRead)
export class AuditController {
  constructor(
    private readonly logs: AuditLogService,
    private readonly records: RecordsService,
    private readonly verdicts: VerdictLogService,
  ) {}

  @Get()
  async showAudit(@Query() query: AuditFilterDto): Promise<Page> {
    const { tab: log = 'audit', after, trail } = query;
    const filter = filterOf(log, query);
    const page = await this.logs.read(log, filter, { limit: ROWS_PER_PAGE, after });
    return auditPage({ page, filter, place: { after, trail } });
  }

  @Get('export')
  exportAudit(@Query() query: AuditFilterDto): StreamableFile {
    const { tab: log = 'audit' } = query;
    return this.logs.file(log, filterOf(log, query));
  }

  @Get('entries/:id')
  async showAuditEntry(@Param('id', RecordIdPipe) id: number): Promise<Page> {
    return entryPage(await this.records.auditEntry(id));
  }

  @Get('events/:id')
  async showEvent(@Param('id', RecordIdPipe) id: number): Promise<Page> {
    return eventPage(await this.records.event(id));
  }

  @Get('verdicts/:id')
  async showVerdict(@Param('id', VerdictIdPipe) { at, id }: VerdictId): Promise<Page> {
    return verdictPage(await this.verdicts.get(at, id));
  }
}

interface AuditData {
  readonly page: LogPage;
  readonly filter: LogFilter;
  readonly place: CursorFields;
}

function auditPage({ page, filter, place }: AuditData): Page {
  const t = texts('audit');
  const { log, rows, next } = page;
  // A search for verdicts is one for a key.
  const searched = log === 'verdicts' ? 'key' : 'q';
  const shown: LogFilter = { ...filter, [searched]: undefined };
  const names: readonly FilterName[] = FILTERS[log];
  const isPartial = rows.length === 0 && next !== null;
  const list = {
    title: t.title,
    lead: t.lead({ zone: viewer().zone }),
    actions: [{ title: t.export, href: exportPath(log, filter), icon: 'download' as const }],
    above: (
      <Tabs
        label={t.logsLabel}
        tabs={LOGS.map((one) => ({ title: t.logs[one], href: logPath(one), isCurrent: one === log }))}
      />
    ),
    path: AUDIT_PATH,
    kept: tabOf(log),
    query: { ...shown, q: filter[searched] },
    label: t.logs[log],
    search: {
      label: t.searchLabel,
      placeholder: t.searchPlaceholders[log],
      filters: names
        .filter((name) => name !== searched)
        .map((name) => ({
          field: name,
          title: t.filters[name],
          values: titledDays(name, shown[name]),
          isInForm: true,
        })),
      form: <FilterForm log={log} filter={filter} />,
    },
    shown: t.shown({ count: rows.length }),
    summary: rows.length === 0 ? t.nothing : undefined,
    pages: trailPages(place, next),
    empty: isPartial
      ? { icon: 'search' as const, title: t.lookedThrough, text: t.lookFurther }
      : { icon: 'file-text' as const, title: t.nothingYet, text: t.notes[log] },
    noMatch: isPartial ? undefined : { title: t.nothing, text: t.nothingText, showAll: t.showAll },
  };
  switch (page.log) {
    case 'audit':
      return listPage({ ...list, rows: page.rows, columns: auditColumns() });
    case 'events':
      return listPage({ ...list, rows: page.rows, columns: eventColumns() });
    case 'verdicts':
      return listPage({ ...list, rows: page.rows, columns: verdictColumns() });
  }
}

/** Days are shown in the form of the viewer's language. */
function titledDays(name: FilterName, value?: string) {
  const isDay = name === 'from' || name === 'to';
  // Noon, so that it is the same day in the zone of the viewer.
  return isDay && value !== undefined ? [{ value, title: formatDate(new Date(`${value}T12:00:00Z`)) }] : [];
}

/** All filters of a log in one form. */
function FilterForm({ log, filter }: { readonly log: Log; readonly filter: LogFilter }): VNode {
  const t = texts('audit');
  const codes = VERDICT_CODES.map((code) => ({ value: code, title: code }));
  const kinds: Record<FilterName, Omit<FormField, 'name'>> = {
    actor: {},
    action: { isMono: true, suggestions: EVENT_NAMES },
    target: { isMono: true, hint: t.targetHint },
    key: { isMono: true },
    code: { kind: 'select', choices: [{ value: '', title: t.anyCode }, ...codes] },
    address: { isMono: true },
    from: { kind: 'date' },
    to: { kind: 'date' },
  };
  const rows = FILTERS[log].map((name) => ({ name, ...kinds[name] }));
  return (
    <form class="filter-form" method="get" action={AUDIT_PATH}>
      <HiddenFields fields={{ ...tabOf(log), q: filter.q }} />
      <FieldGroups form={FormState.of({ ...filter })} groups={labeled([{ rows }], t.filters)} />
      <Button look="default" text={t.apply} />
    </form>
  );
}

function auditColumns(): Column<AuditEntry>[] {
  const t = texts('audit');
  return [
    timeColumn(({ id }) => entryPath(id)),
    { head: t.filters.action, width: 20, onCard: 'status', cell: ({ action }) => <CutCode text={action} /> },
    {
      head: t.subject,
      width: 30,
      onCard: 'wide',
      cell: ({ targetType, targetId, before, after }) => (
        <Subject type={targetType} name={subjectName(after, before) ?? targetId} />
      ),
    },
    { head: t.who, onCard: 'left', cell: ({ actor, actorType }) => <Actor actor={actor} type={actorType} /> },
    { head: t.filters.address, width: 15, isRight: true, onCard: 'right', cell: ({ ip }) => <Cut text={ip ?? ''} /> },
  ];
}

function eventColumns(): Column<Event>[] {
  const t = texts('audit');
  return [
    timeColumn(({ id }) => eventPath(id)),
    { head: t.filters.action, width: 25, onCard: 'status', cell: ({ name }) => <CutCode text={name} /> },
    {
      head: t.subject,
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
      cell: ({ fingerprint }) => (fingerprint === null ? <Unset /> : <Cut text={fingerprint} />),
    },
    { head: t.operation, width: 10, onCard: 'left', cell: ({ operation }) => t.operations[operation] },
    {
      head: t.filters.address,
      width: 15,
      isRight: true,
      onCard: 'right',
      cell: ({ ip, dialect }) => <Cut text={ip ?? ''} note={dialect} />,
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

function Actor({ actor, type }: { readonly actor: string; readonly type: AuditEntry['actorType'] }): VNode {
  const t = texts('audit');
  return type === 'user' ? <Cut text={actor} /> : <Cut text={actor} note={t.actorTypes[type]} />;
}

function Unset(): VNode {
  return <span class="unset">{texts('audit').empty}</span>;
}
