import { Get, Query } from '@nestjs/common';
import { Authorized } from '../../../core/common';
import { formatNumber, texts } from '../../../core/i18n';
import { CurrentCaller, type LoggedIn, Permission } from '../../../core/identity';
import { LicenseUsersService } from '../../../core/licensing';
import { FromReplica } from '../../../core/platform';
import { ListSessionsService } from '../../../core/verification';
import { cursorPages } from '../../../pages/components/list-pages';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../pages/kit/page';
import { exportPages } from '../../../pages/exports/export-pages';
import { exportMenu } from '../../../pages/exports/export.view';
import { MonthChart, monthStarts } from '../../../pages/reports/month-chart';
import { noteOf, reportPage } from '../../../pages/reports/report-page';
import { SessionListExportService } from './session-list-export.service';
import {
  SESSION_EXPORT_PATH,
  SESSION_REPORT_PATH,
  sessionConditions,
  sessionFields,
  sessionFilter,
  SessionReportQueryDto,
} from './session-report.dto';
import { sessionColumns } from './session-table';

const SESSIONS_PER_PAGE = 50;

/** The report about sessions, those that ended included. */
@ConsoleController()
export class SessionReportController {
  constructor(
    private readonly sessions: ListSessionsService,
    private readonly exports: SessionListExportService,
    private readonly users: LicenseUsersService,
  ) {}

  @Get(SESSION_REPORT_PATH)
  @FromReplica()
  @Authorized(Permission.ActivationsRead)
  async showReport(@CurrentCaller() caller: LoggedIn, @Query() query: SessionReportQueryDto): Promise<Page> {
    const t = texts('reports');
    const { after, before, table } = query;
    const filter = sessionFilter(query);
    const starts = monthStarts();
    const { figures, steps } = await this.sessions.report(filter, starts);
    const { count, licenses, devices, hours } = figures;
    const page = await this.sessions.list({ limit: SESSIONS_PER_PAGE, after, before }, filter);
    const users = await this.users.ofDevices(page.rows.flatMap(({ activation }) => activation ?? []));
    const shown = sessionFields(query);
    const chart = { path: SESSION_REPORT_PATH, query: shown, isTable: Boolean(table), note: noteOf(count, '') };
    return reportPage({
      caller,
      kind: 'sessions',
      query: shown,
      conditions: sessionConditions(query),
      count,
      figures: [
        { label: t.figures.licenses, value: formatNumber(licenses) },
        { label: t.figures.devices, value: formatNumber(devices) },
        { label: t.figures.hours, value: formatNumber(hours) },
      ],
      chart: <MonthChart {...chart} title={t.chart.sessions} starts={starts} counts={steps} />,
      exports: exportMenu(this.exports, query),
      rows: page.rows,
      columns: sessionColumns({ users, canEnd: false }),
      order: texts('lists').newestFirst,
      pages: cursorPages(page),
    });
  }
}

export const SessionExportController = exportPages(
  SESSION_EXPORT_PATH,
  Permission.ActivationsRead,
  SessionListExportService,
);
