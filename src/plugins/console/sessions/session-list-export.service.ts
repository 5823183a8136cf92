import { Injectable } from '@nestjs/common';
import { texts } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import type { ExportedRows } from '../../../core/platform';
import { ListSessionsService } from '../../../core/verification';
import { LicenseSessionDto, SESSION_FIELDS } from '../../../core/verification/internal';
import { withQuery } from '../../../pages/components/filters';
import { countRows, type ExportMoment, type ExportPlace, ListExport } from '../../../pages/exports/list-export';
import { conditionWords } from '../../../pages/reports/conditions';
import {
  SESSION_EXPORT_PATH,
  SESSION_REPORT_PATH,
  sessionConditions,
  sessionFields,
  sessionFilter,
  SessionFilterQueryDto,
} from './session-report.dto';

/** Exports the sessions that a report finds. */
@Injectable()
export class SessionListExportService extends ListExport<SessionFilterQueryDto> {
  readonly kind = 'sessions';
  readonly input = SessionFilterQueryDto;
  readonly permission = Permission.ActivationsRead;

  constructor(private readonly sessions: ListSessionsService) {
    super();
  }

  path() {
    return SESSION_EXPORT_PATH;
  }

  fields(query: SessionFilterQueryDto) {
    return sessionFields(query);
  }

  file() {
    return { name: 'sessions', columns: SESSION_FIELDS } as const;
  }

  list(query: SessionFilterQueryDto) {
    return { title: texts('floatingSessions').title, href: withQuery(SESSION_REPORT_PATH, this.fields(query)) };
  }

  words(query: SessionFilterQueryDto) {
    return conditionWords(sessionConditions(query), this.fields(query));
  }

  protected override async counted(query: SessionFilterQueryDto): Promise<number | undefined> {
    const { total } = await this.sessions.list(countRows(), sessionFilter(query));
    return total ?? undefined;
  }

  async rows(query: SessionFilterQueryDto, { now }: ExportMoment, place: ExportPlace): Promise<ExportedRows> {
    const { rows, next } = await this.sessions.list(place, sessionFilter(query));
    return { rows: rows.map((session) => LicenseSessionDto.from(session, now)), next };
  }
}
