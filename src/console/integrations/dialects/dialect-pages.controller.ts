import { Get, Param, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized } from '../../../common/access/authorized.decorator';
import { type Caller, CurrentCaller, isPermitted } from '../../../identity/permissions/caller';
import { Permission } from '../../../identity/permissions/permission';
import { ConsoleController } from '../../frame/console-controller.decorator';
import { FormRoute } from '../../kit/form-route';
import type { Page, PageForm } from '../../kit/page';
import { TryQueryDto } from './dialect-forms';
import { dialectListPage } from './dialect-list.view';
import { DialectOverviewsService } from './dialect-overviews.service';
import { dialectPage } from './dialect.view';
import { TryRequestService } from './try-request.service';
import { tryForm } from './try.view';

/** The APIs of this server, and requests to them. */
@ConsoleController('console/dialects')
export class DialectPagesController {
  constructor(
    private readonly overviews: DialectOverviewsService,
    private readonly requests: TryRequestService,
  ) {}

  @Get()
  @Authorized(Permission.MonitoringRead)
  async showDialects(): Promise<Page> {
    return dialectListPage(await this.overviews.list());
  }

  @Get(':name')
  @Authorized(Permission.MonitoringRead)
  async showDialect(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<Page> {
    const overview = await this.overviews.get(name);
    return dialectPage(overview, isPermitted(caller, Permission.LicensesWrite));
  }

  /** A request counts as one of a program: it may take a seat. */
  @FormRoute(':name/try')
  @Authorized(Permission.LicensesWrite)
  tryOperation(@Param('name') name: string, @Query() query: TryQueryDto, @Req() request: FastifyRequest): PageForm {
    const sample = this.overviews.sampleRequest(name, query.operation);
    return tryForm(sample, (input) => this.requests.send(name, sample.operation, input, request));
  }
}
