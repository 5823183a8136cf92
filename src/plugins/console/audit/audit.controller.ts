import { Get, Param, Query, Injectable, type PipeTransform } from '@nestjs/common';
import { ProductsService } from '../../../core/catalog';
import { Authorized, problem } from '../../../core/common';
import { EventPayloadsService } from '../../../core/events';
import { entryOfProducts, eventOfProducts, RecordsService } from '../../../core/events/internal';
import { Permission, productScope } from '../../../core/identity';
import { VerdictLogService } from '../../../core/licensing/internal';
import { RecordHistoryService } from '../../../pages/audit/record-history.service';
import { exportMenu } from '../../../pages/exports/export.view';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../pages/kit/page';
import { AuditExportService } from './audit-export.service';
import { AuditLogService } from './audit-log.service';
import { AuditFilterDto, filterOf, logOf } from './audit-query.dto';
import { auditPage } from './audit.view';
import { entryPage, eventPage, verdictPage } from './record.view';
import { FromReplica, SettingValuesService } from '../../../core/platform';
import { AUDIT_LOG } from '../../../core/platform/internal';

const ROWS_PER_PAGE = 50;
const CHOICES = { limit: 100 } as const;

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

/** The audit entries, the events and the log of license checks: every role that reads one of them reads all, of its products. */
@ConsoleController('console/audit')
@Authorized(Permission.AuditRead)
export class AuditController {
  constructor(
    private readonly logs: AuditLogService,
    private readonly exports: AuditExportService,
    private readonly records: RecordsService,
    private readonly payloads: EventPayloadsService,
    private readonly history: RecordHistoryService,
    private readonly verdicts: VerdictLogService,
    private readonly settings: SettingValuesService,
    private readonly products: ProductsService,
  ) {}

  @Get()
  @FromReplica()
  async showAudit(@Query() query: AuditFilterDto): Promise<Page> {
    const { tab = 'changes', after, trail } = query;
    const filter = filterOf(logOf(tab), query);
    const page = await this.logs.read(tab, filter, { limit: ROWS_PER_PAGE, after });
    const keptDays = this.settings.get(AUDIT_LOG.retentionDays);
    const { rows: products } = logOf(tab) === 'audit' ? await this.products.list(CHOICES) : { rows: [] };
    const names = await this.logs.namesIn(filter);
    const exports = exportMenu(this.exports, query);
    return auditPage({ tab, page, filter, names, place: { after, trail }, products, keptDays, exports });
  }

  @Get('entries/:id')
  async showAuditEntry(@Param('id', RecordIdPipe) id: number): Promise<Page> {
    const entry = entryOfProducts(await this.records.auditEntry(id), productScope());
    const [shown = entry] = await this.payloads.entries([entry], productScope());
    return entryPage(entry, shown, await this.history.about([entry]));
  }

  @Get('events/:id')
  async showEvent(@Param('id', RecordIdPipe) id: number): Promise<Page> {
    const event = eventOfProducts(await this.records.event(id), productScope());
    const [data = {}] = await this.payloads.values([event], productScope());
    return eventPage(event, data);
  }

  @Get('verdicts/:id')
  async showVerdict(@Param('id', VerdictIdPipe) { at, id }: VerdictId): Promise<Page> {
    return verdictPage(await this.verdicts.get(at, id));
  }
}
