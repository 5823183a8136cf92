import { Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized } from '../../../common/access/authorized.decorator';
import type { FormValues } from '../../../common/http/form-fields';
import { type Caller, CurrentCaller, isPermitted } from '../../../identity/permissions/caller';
import { Permission } from '../../../identity/permissions/permission';
import { ConsoleController } from '../../frame/console-controller.decorator';
import { FormState } from '../../kit/form-state';
import type { Page, SeeOther } from '../../kit/page';
import { submitForm } from '../../kit/submit-form';
import { texts } from '../../../i18n/texts';
import { TryFormDto, TryQueryDto } from './dialect-forms';
import { dialectListPage } from './dialect-list.view';
import { DialectOverviewsService } from './dialect-overviews.service';
import { dialectPage } from './dialect.view';
import { TryRequestService } from './try-request.service';
import { tryPage } from './try.view';
import { FormBody } from '../../kit/parameters';
import { filledIn } from '../../kit/form-input';

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
  @Get(':name/try')
  @Authorized(Permission.LicensesWrite)
  showTry(@Param('name') name: string, @Query() { operation }: TryQueryDto): Page {
    return tryPage({ ...this.overviews.sampleRequest(name, operation), form: FormState.empty() });
  }

  @Post(':name/try')
  @Authorized(Permission.LicensesWrite)
  sendTry(
    @Param('name') name: string,
    @Query() query: TryQueryDto,
    @FormBody() body: FormValues,
    @Req() request: FastifyRequest,
  ): Promise<Page | SeeOther> {
    const sampleRequest = this.overviews.sampleRequest(name, query.operation);
    const { operation } = sampleRequest;
    return submitForm({
      body: filledIn(body),
      input: TryFormDto,
      messages: texts('dialects').messages,
      submit: async (form) => {
        const input = TryFormDto.toInput(form, operation.fields);
        const exchange = await this.requests.send(name, operation, input, request);
        return tryPage({ ...sampleRequest, form: FormState.of(body), exchange });
      },
      show: (form) => tryPage({ ...sampleRequest, form }),
    });
  }
}
