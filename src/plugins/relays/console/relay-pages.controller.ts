import { Get, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized, type FormValues, TakesFiles } from '../../../core/common';
import { type Caller, CurrentCaller, isPermitted } from '../../../core/identity';
import { texts } from '../../../core/i18n';
import { LicensesService } from '../../../core/licensing';
import { FromReplica } from '../../../core/platform';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormState } from '../../../pages/kit/form-state';
import { PageNumberDto, ROWS_PER_PAGE } from '../../../pages/kit/list-query.dto';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { Id } from '../../../pages/kit/parameters';
import { attemptChange } from '../../../pages/kit/submit-form';
import { RelayReportsService } from '../relay-reports.service';
import { RelaysService } from '../relays.service';
import { receiveReportForm } from '../uploaded-report';
import { relayPath } from './relay-paths';
import { relayListPage, relayPage } from './relay.view';

/** The relays of a license, and what they reported. */
@ConsoleController('console/relays')
@Authorized('licenses:read')
export class RelayPagesController {
  constructor(
    private readonly relays: RelaysService,
    private readonly reports: RelayReportsService,
    private readonly licenses: LicensesService,
  ) {}

  @Get('licenses/:id')
  @FromReplica()
  showRelays(@CurrentCaller() caller: Caller, @Id() id: string, @Query() { page }: PageNumberDto): Promise<Page> {
    return this.list(caller, id, FormState.empty(), page);
  }

  /** Takes a report that the customer sent, or the code of its numbers. */
  @Post('licenses/:id/report')
  @Authorized('licenses:write')
  @TakesFiles()
  async takeReport(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Req() request: FastifyRequest<{ Body?: FormValues }>,
  ): Promise<Page | SeeOther> {
    const { fields: body, read } = await receiveReportForm(request);
    return attemptChange({
      body,
      submit: async () => {
        const { report, gaps } = await this.reports.receive(read());
        const t = texts('relays');
        return SeeOther.done(relayPath(report.relay.uid), t.received({ seq: report.seq, gaps: gaps.length }));
      },
      show: (form) => this.list(caller, id, form),
    });
  }

  @Get(':id')
  async showRelay(@CurrentCaller() caller: Caller, @Id() id: string, @Query() { page }: PageNumberDto): Promise<Page> {
    const relay = await this.relays.get(id);
    return relayPage({
      relay,
      reports: await this.reports.listOfRelay(id, { page, perPage: ROWS_PER_PAGE }),
      gaps: await this.reports.gapsOf(relay.id),
      page,
      canWrite: isPermitted(caller, 'licenses:write'),
    });
  }

  private async list(caller: Caller, id: string, form: FormState, page = 1): Promise<Page> {
    const { license } = await this.licenses.get(id);
    const relays = await this.relays.list(id, { page, perPage: ROWS_PER_PAGE });
    return relayListPage({ license, relays, form, page, canWrite: isPermitted(caller, 'licenses:write') });
  }
}
