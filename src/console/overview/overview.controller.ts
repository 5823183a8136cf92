import { Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import { UuidPipe } from '../../common/validation/id.pipes';
import { type Caller, CurrentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { AnomaliesService } from '../../licensing/anomalies/anomalies.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { texts } from '../../i18n/texts';
import { anomaliesPage } from './anomalies.view';
import { FirstStepsPageService } from './first-steps-page.service';
import { OVERVIEW_PATH, OverviewQueryDto, AnomalyListQueryDto } from './overview-query.dto';
import { OverviewService } from './overview.service';
import { overviewPage } from './overview.view';
import { shortKey } from './short-key';

const ANOMALIES_PER_PAGE = 50;

@ConsoleController('console/overview')
export class OverviewController {
  constructor(
    private readonly overview: OverviewService,
    private readonly firstSteps: FirstStepsPageService,
    private readonly anomalies: AnomaliesService,
  ) {}

  /** An installation that no program has asked yet shows the first steps instead. */
  @Get()
  @Authorized(Permission.MonitoringRead)
  async showOverview(
    @CurrentCaller() caller: Caller,
    @Query() query: OverviewQueryDto,
    @Req() request: FastifyRequest,
  ): Promise<Page> {
    const steps = await this.firstSteps.wanted(query.show);
    if (steps) {
      return this.firstSteps.page(steps, FormState.empty(), caller, request, query.code);
    }
    const canResolve = isPermitted(caller, Permission.MonitoringWrite);
    return overviewPage({ overview: await this.overview.read(query.span), query, canResolve });
  }

  @Get('anomalies')
  @Authorized(Permission.MonitoringRead)
  async showAnomalies(@CurrentCaller() caller: Caller, @Query() { after }: AnomalyListQueryDto): Promise<Page> {
    const { rows, next } = await this.anomalies.list({ limit: ANOMALIES_PER_PAGE, after }, { resolved: false });
    return anomaliesPage(rows, next, isPermitted(caller, Permission.MonitoringWrite));
  }

  @Post('anomalies/:id/resolve')
  @Authorized(Permission.MonitoringWrite)
  async resolveAnomaly(@Param('id', UuidPipe) id: string): Promise<SeeOther> {
    const { license } = await this.anomalies.resolve(id);
    return SeeOther.done(OVERVIEW_PATH, texts('attention').resolved({ key: shortKey(license.key) }));
  }
}
