import { Injectable, type StreamableFile } from '@nestjs/common';
import { csvFile } from '../../common/csv/csv-file';
import { mapPages } from '../../common/pagination/all-pages';
import type { CursorRequest, Page } from '../../common/pagination/page-request';
import { AuditEntryDto, EventDto } from '../../events/records/dto/records.dto';
import { EventFeedService } from '../../events/records/event-feed.service';
import { type AuditSearch, AuditSearchService } from '../../events/records/audit-search.service';
import type { AuditView } from '../../events/records/audit-views';
import {
  type WebhookRecipient,
  type WebhookRecipients,
  WebhookRecipientsService,
} from '../../events/webhooks/webhook-recipients.service';
import { currentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { type LoggedVerdict, VerdictLogService } from '../../licensing/verifications/verdict-log.service';
import type { AuditEntry } from '../../platform/records/audit-entry.entity';
import type { Event } from '../../platform/records/event.entity';
import { auditFilter, eventFilter, type LogFilter, type Tab, verdictFilter } from './audit-query.dto';
import { AuditSubjectsService, type Subjects } from '../../events/records/audit-subjects.service';

/** A page of one of the logs. */
export type LogPage =
  | ({ readonly log: 'audit'; readonly subjects: Subjects; readonly recipients: WebhookRecipients } & Page<AuditEntry>)
  | ({ readonly log: 'events' } & Page<Event>)
  | ({ readonly log: 'verdicts' } & Page<LoggedVerdict>);

/** Reads the log that a tab shows. */
@Injectable()
export class AuditLogService {
  constructor(
    private readonly audit: AuditSearchService,
    private readonly subjects: AuditSubjectsService,
    private readonly events: EventFeedService,
    private readonly verdicts: VerdictLogService,
    private readonly recipients: WebhookRecipientsService,
  ) {}

  async read(tab: Tab, filter: LogFilter, page: CursorRequest): Promise<LogPage> {
    if (tab === 'events') {
      return { log: tab, ...(await this.events.newest(eventFilter(filter), page)) };
    }
    if (tab === 'verdicts') {
      return { log: tab, ...(await this.verdicts.list(page, verdictFilter(filter))) };
    }
    const found = await this.audit.list(await this.searchOf(tab, filter), page);
    return { log: 'audit', ...found, ...(await this.about(found.rows)) };
  }

  /** What entries are about, and the webhooks that were told, for those who may see them. */
  async about(rows: readonly AuditEntry[]): Promise<{ subjects: Subjects; recipients: WebhookRecipients }> {
    const canSee = isPermitted(currentCaller(), Permission.WebhooksRead);
    return {
      subjects: await this.subjects.of(rows),
      recipients: canSee ? await this.recipients.of(rows) : new Map<number, readonly WebhookRecipient[]>(),
    };
  }

  /** The rows of a log as CSV; they are read as fast as the client receives them. */
  async file(tab: Tab, filter: LogFilter): Promise<StreamableFile> {
    if (tab === 'events') {
      return csvFile('events.csv', EVENT_COLUMNS, this.eventRows(filter));
    }
    if (tab === 'verdicts') {
      return csvFile('verdicts.csv', VERDICT_COLUMNS, mapPages(this.verdicts.all(verdictFilter(filter)), verdictRow));
    }
    return csvFile('audit.csv', AUDIT_COLUMNS, this.auditRows(await this.searchOf(tab, filter)));
  }

  private async searchOf(view: AuditView, filter: LogFilter): Promise<AuditSearch> {
    const named = filter.q === undefined ? undefined : await this.subjects.named(filter.q);
    return { view, ...auditFilter(filter), ...(await this.subjects.targetsOf(filter.target)), named };
  }

  private auditRows(search: AuditSearch): AsyncIterable<object[]> {
    return mapPages(this.audit.all(search), (entry) => {
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
  ...['reason', 'reference'],
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
