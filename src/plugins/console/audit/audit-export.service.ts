import { Injectable } from '@nestjs/common';
import { texts } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import type { ExportedRows } from '../../../core/platform';
import { type ExportMoment, type ExportPlace, ListExport } from '../../../pages/exports/list-export';
import { AuditLogService, LOG_COLUMNS } from './audit-log.service';
import {
  AuditFilterDto,
  EXPORT_PATH,
  FILTERS,
  filterOf,
  type LogFilter,
  logOf,
  logPath,
  tabOf,
} from './audit-query.dto';

/** Exports audit entries, events, or the log of license checks. */
@Injectable()
export class AuditExportService extends ListExport<AuditFilterDto> {
  readonly kind = 'audit';
  readonly input = AuditFilterDto;
  readonly permission = Permission.AuditRead;

  constructor(private readonly logs: AuditLogService) {
    super();
  }

  path() {
    return EXPORT_PATH;
  }

  fields(query: AuditFilterDto) {
    return { ...tabOf(tabIn(query)), ...filterIn(query) };
  }

  file(query: AuditFilterDto) {
    const log = logOf(tabIn(query));
    return { name: log, columns: LOG_COLUMNS[log] };
  }

  list(query: AuditFilterDto) {
    return { title: texts('audit').title, href: logPath(tabIn(query), filterIn(query)) };
  }

  words(query: AuditFilterDto) {
    const t = texts('audit');
    const tab = tabIn(query);
    const filter = filterIn(query);
    const named = FILTERS[logOf(tab)].flatMap((name) => {
      const value = filter[name];
      return value === undefined ? [] : [texts('bulk').filterIs({ field: t.filters[name], value })];
    });
    const view = logOf(tab) === 'audit' ? [t.tabs[tab]] : [];
    return [...view, ...(filter.q === undefined ? [] : [`“${filter.q}”`]), ...named];
  }

  rows(query: AuditFilterDto, { calendar }: ExportMoment, place: ExportPlace): Promise<ExportedRows> {
    return this.logs.part(tabIn(query), filterIn(query), calendar, place);
  }
}

const tabIn = ({ tab = 'changes' }: AuditFilterDto) => tab;

function filterIn(query: AuditFilterDto): LogFilter {
  return filterOf(logOf(tabIn(query)), query);
}
