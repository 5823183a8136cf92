import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { Calendar, CursorRequest, Page } from '../../../core/common';
import { AuditSearchService, AuditSubjectsService, EventPayloadsService } from '../../../core/events';
import {
  AuditEntryDto,
  type AuditSearch,
  entryOfProducts,
  type EventDto,
  EventFeedService,
  eventOfProducts,
  targetIn,
} from '../../../core/events/internal';
import { productScope } from '../../../core/identity';
import { type LoggedVerdict, VerdictLogService } from '../../../core/licensing/internal';
import { nameOf } from '../../../pages/audit/audit-sentence';
import { type AuditEntries, RecordHistoryService } from '../../../pages/audit/record-history.service';
import type { AuditEntry, Event, ExportedRows } from '../../../core/platform';
import { auditFilter, eventFilter, type Log, type LogFilter, type Tab, verdictFilter } from './audit-query.dto';

/** A page of one of the logs. */
export type LogPage =
  | ({ readonly log: 'audit' } & Omit<AuditEntries, 'rows'> & Page<AuditEntry>)
  | ({ readonly log: 'events' } & Page<Event>)
  | ({ readonly log: 'verdicts' } & Page<LoggedVerdict>);

/** Reads the log that a tab shows; for callers of some products, what belongs to these. */
@Injectable()
export class AuditLogService {
  constructor(
    private readonly audit: AuditSearchService,
    private readonly subjects: AuditSubjectsService,
    private readonly events: EventFeedService,
    private readonly payloads: EventPayloadsService,
    private readonly verdicts: VerdictLogService,
    private readonly history: RecordHistoryService,
  ) {}

  async read(tab: Tab, filter: LogFilter, page: CursorRequest): Promise<LogPage> {
    if (tab === 'events') {
      const found = await this.events.newest({ ...eventFilter(filter), products: productScope() }, page);
      return { log: tab, ...found, rows: found.rows.map((event) => eventOfProducts(event, productScope())) };
    }
    if (tab === 'verdicts') {
      return { log: tab, ...(await this.verdicts.list(page, verdictFilter(filter))) };
    }
    const found = await this.audit.list(await this.searchOf(tab, filter), page);
    const rows = found.rows.map((entry) => entryOfProducts(entry, productScope()));
    return { log: 'audit', ...found, rows, ...(await this.history.about(rows)) };
  }

  /** The names of what a filter has the IDs of, by the name of its field. Callers of some products see the beginning of the ID. */
  async namesIn({ target, job }: LogFilter): Promise<ReadonlyMap<string, string>> {
    const wanted = { target: targetIn(target), job: job && { type: 'background_jobs', id: job } };
    const names = new Map<string, string>();
    for (const [field, about] of Object.entries(wanted)) {
      const { id, type = '' } = about || {};
      if (id !== undefined && isUUID(id)) {
        const subject = productScope() ? undefined : await this.subjects.withId({ id, type: type || undefined });
        names.set(field, subject?.name ? nameOf(subject.type, subject.name) : `${id.slice(0, 8)}…`);
      }
    }
    return names;
  }

  /** A part of the rows of a log by the columns of its export. */
  async part(tab: Tab, filter: LogFilter, calendar: Calendar, page: CursorRequest): Promise<ExportedRows> {
    if (tab === 'events') {
      const products = productScope();
      const { rows, next } = await this.events.newest({ ...eventFilter(filter, calendar), products }, page);
      return { rows: (await this.payloads.show(rows, { products })).map(flat), next };
    }
    if (tab === 'verdicts') {
      const { rows, next } = await this.verdicts.list(page, verdictFilter(filter, calendar));
      return { rows: rows.map(verdictRow), next };
    }
    const { rows, next } = await this.audit.list(await this.searchOf(tab, filter, calendar), page);
    const entries = rows.map((entry) => entryOfProducts(entry, productScope()));
    const shown = await this.payloads.entries(entries, productScope());
    return { rows: shown.map((entry) => flat(AuditEntryDto.from(entry))), next };
  }

  private async searchOf(view: AuditSearch['view'], filter: LogFilter, calendar?: Calendar): Promise<AuditSearch> {
    const named = filter.q === undefined ? undefined : await this.subjects.named(filter.q);
    return { view, ...auditFilter(filter, calendar), ...(await this.subjects.targetsOf(filter.target)), named };
  }
}

function flat({ target, ...row }: AuditEntryDto | EventDto): object {
  return { ...row, target_type: target.type, target_id: target.id };
}

/** Columns of the exports of each log. */
export const LOG_COLUMNS: Readonly<Record<Log, readonly string[]>> = {
  audit: [
    ...['id', 'at', 'actor_type', 'actor', 'action', 'target_type', 'target_id', 'before', 'after', 'ip', 'request_id'],
    ...['reason', 'reference'],
  ],
  events: ['sequence', 'at', 'type', 'target_type', 'target_id', 'data'],
  verdicts: [...['at', 'code', 'operation', 'license_key', 'device', 'address', 'api', 'app_version', 'user_agent']],
};

function verdictRow(verdict: LoggedVerdict): object {
  const { at, outcome, operation, key, fingerprint, ip, dialect, appVersion, userAgent } = verdict;
  return {
    at,
    code: outcome,
    operation,
    license_key: key,
    device: fingerprint,
    address: ip,
    api: dialect,
    app_version: appVersion,
    user_agent: userAgent,
  };
}
