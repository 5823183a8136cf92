import { Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { RecordsService } from '../../events/records/records.service';
import { Permission } from '../../identity/permissions/permission';
import { VerdictLogService } from '../../licensing/verifications/verdict-log.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import type { Page } from '../kit/page';
import { filterOf } from './audit-filter';
import { AuditLogService } from './audit-log.service';
import { AuditFilterDto } from './audit-query.dto';
import { auditPage } from './audit.view';
import { RecordIdPipe, type VerdictId, VerdictIdPipe } from './record-id.pipes';
import { entryPage, eventPage, verdictPage } from './record.view';

const ROWS_PER_PAGE = 50;

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
