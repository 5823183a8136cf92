import { Injectable, type StreamableFile } from '@nestjs/common';
import { csvFile } from '../../common/csv/csv-file';
import { mapPages } from '../../common/pagination/all-pages';
import type { CursorRequest, Page } from '../../common/pagination/page-request';
import { AuditEntryDto, EventDto } from '../../events/records/dto/records.dto';
import { EventFeedService } from '../../events/records/event-feed.service';
import { RecordsService } from '../../events/records/records.service';
import { type LoggedVerdict, VerdictLogService } from '../../licensing/verifications/verdict-log.service';
import type { AuditEntry } from '../../platform/records/audit-entry.entity';
import type { Event } from '../../platform/records/event.entity';
import { type Log, auditFilter, eventFilter, type LogFilter, verdictFilter } from './audit-query.dto';

/** A page of one of the logs. */
export type LogPage =
  | ({ readonly log: 'audit' } & Page<AuditEntry>)
  | ({ readonly log: 'events' } & Page<Event>)
  | ({ readonly log: 'verdicts' } & Page<LoggedVerdict>);

/** Reads the log that a tab shows. */
@Injectable()
export class AuditLogService {
  constructor(
    private readonly records: RecordsService,
    private readonly events: EventFeedService,
    private readonly verdicts: VerdictLogService,
  ) {}

  async read(log: Log, filter: LogFilter, page: CursorRequest): Promise<LogPage> {
    switch (log) {
      case 'audit':
        return { log, ...(await this.records.auditEntries(auditFilter(filter), page)) };
      case 'events':
        return { log, ...(await this.events.newest(eventFilter(filter), page)) };
      case 'verdicts':
        return { log, ...(await this.verdicts.list(page, verdictFilter(filter))) };
    }
  }

  /** The rows of a log as CSV; they are read as fast as the client receives them. */
  file(log: Log, filter: LogFilter): StreamableFile {
    switch (log) {
      case 'audit':
        return csvFile('audit.csv', AUDIT_COLUMNS, this.auditRows(filter));
      case 'events':
        return csvFile('events.csv', EVENT_COLUMNS, this.eventRows(filter));
      case 'verdicts':
        return csvFile('verdicts.csv', VERDICT_COLUMNS, mapPages(this.verdicts.all(verdictFilter(filter)), verdictRow));
    }
  }

  private auditRows(filter: LogFilter): AsyncIterable<object[]> {
    return mapPages(this.records.allAuditEntries(auditFilter(filter)), (entry) => {
      const { target, ...row } = AuditEntryDto.from(entry);
      return { ...row, target_type: target.type, target_id: target.id };
    });
  }

  private eventRows(filter: LogFilter): AsyncIterable<object[]> {
    return mapPages(this.events.all(eventFilter(filter)), (event) => {
      const { target, ...row } = EventDto.from(event);
      return { ...row, target_type: target.type, target_id: target.id };
    });
  }
}

const AUDIT_COLUMNS = [
  ...['id', 'at', 'actor_type', 'actor', 'action', 'target_type', 'target_id', 'before', 'after', 'ip', 'request_id'],
];
const EVENT_COLUMNS = ['sequence', 'at', 'name', 'target_type', 'target_id', 'data'];
const VERDICT_COLUMNS = [
  ...['at', 'code', 'operation', 'license_key', 'device', 'address', 'api', 'app_version', 'user_agent'],
];

function verdictRow(verdict: LoggedVerdict): object {
  const { at, outcome, operation, key, fingerprint, ip, dialect, appVersion, userAgent } = verdict;
  return {
    ...{ at, code: outcome, operation, license_key: key, device: fingerprint, address: ip },
    ...{ api: dialect, app_version: appVersion, user_agent: userAgent },
  };
}
