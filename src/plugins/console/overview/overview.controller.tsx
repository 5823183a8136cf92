import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AddProductService } from '../../../core/catalog';
import { Authorized, baseUrl, Clock, type FormValues, problem, UuidPipe } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../core/identity';
import { IssueLicensesService } from '../../../core/licenses';
import { AnomaliesService } from '../../../core/licensing';
import { type FirstSteps, FirstStepsService } from './first-steps.service';
import { FromReplica, Settings } from '../../../core/platform';
import { AttentionList } from '../../../pages/components/attention-list';
import { detailPage } from '../../../pages/components/detail-page';
import { ListPager } from '../../../pages/components/list-pager';
import { trailPages } from '../../../pages/components/list-pages';
import { EmptyState } from '../../../pages/components/page-parts';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { CursorPageDto } from '../../../pages/kit/cursor-page';
import { FormState } from '../../../pages/kit/form-state';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { FormBody } from '../../../pages/kit/parameters';
import { submitForm } from '../../../pages/kit/submit-form';
import { anomalyItem, shortKey } from './attention';
import { firstStepsPage } from './first-steps.view';
import { lastVisit } from './last-visit';
import {
  ActivityQueryDto,
  activityPath,
  OVERVIEW_PATH,
  OverviewQueryDto,
  ProductNameDto,
  stepsPath,
} from './overview-query.dto';
import { OverviewService } from './overview.service';
import { activityPage } from './activity.view';
import { overviewPage } from './overview.view';
import type { SnippetLanguage } from './snippets';

const ANOMALIES_PER_PAGE = 50;

/** The overview, and the first steps of an installation. */
@ConsoleController('console/overview')
export class OverviewController {
  constructor(
    private readonly overview: OverviewService,
    private readonly steps: FirstStepsService,
    private readonly anomalies: AnomaliesService,
    private readonly products: AddProductService,
    private readonly licenses: IssueLicensesService,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** An installation that no program has asked yet shows the first steps instead. */
  @Get()
  @Authorized(Permission.MonitoringRead)
  async showOverview(
    @CurrentCaller() caller: Caller,
    @Query() query: OverviewQueryDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    if (query.span !== undefined || query.table !== undefined) {
      return new SeeOther(activityPath(query));
    }
    const steps = await this.wantedSteps(query.show);
    if (steps) {
      return this.stepsPage(steps, FormState.empty(), caller, request, query.code);
    }
    const canResolve = isPermitted(caller, Permission.MonitoringWrite);
    const since = lastVisit(request, reply, this.clock.now());
    return overviewPage({ overview: await this.overview.read(since), since, canResolve });
  }

  /** The requests of programs and the seats over time. */
  @Get('activity')
  @Authorized(Permission.MonitoringRead)
  async showActivity(@Query() query: ActivityQueryDto): Promise<Page> {
    return activityPage({ activity: await this.overview.readActivity(query.span), query });
  }

  @Post('product')
  @Authorized(Permission.ProductsWrite)
  addFirstProduct(
    @CurrentCaller() caller: Caller,
    @FormBody() body: FormValues,
    @Req() request: FastifyRequest,
  ): Promise<Page | SeeOther> {
    const t = texts('firstSteps');
    return submitForm({
      body,
      input: ProductNameDto,
      submit: async ({ name }) => {
        await this.products.addNamed(name);
        return SeeOther.done(stepsPath(), t.added({ name }));
      },
      show: async (form) => this.stepsPage(await this.steps.read(), form, caller, request, 'typescript'),
    });
  }

  @Post('license')
  @Authorized(Permission.LicensesWrite)
  async issueFirstLicense(): Promise<SeeOther> {
    const { product, license } = await this.steps.read();
    if (!product) {
      throw problem('PRODUCT_NOT_FOUND');
    }
    // Sent twice, the form issues one license.
    await (license ?? this.licenses.issue({ product: product.reference }));
    return SeeOther.done(stepsPath(), texts('firstSteps').issued);
  }

  /** The unresolved anomalies, newest first. */
  @Get('anomalies')
  @FromReplica()
  @Authorized(Permission.MonitoringRead)
  async showAnomalies(@CurrentCaller() caller: Caller, @Query() place: CursorPageDto): Promise<Page> {
    const t = texts('attention');
    const { rows, next } = await this.anomalies.list(
      { limit: ANOMALIES_PER_PAGE, after: place.after },
      { resolved: false },
    );
    const pages = trailPages(place, next, ANOMALIES_PER_PAGE);
    const canResolve = isPermitted(caller, Permission.MonitoringWrite);
    return detailPage({
      title: t.anomalies,
      crumbs: [{ title: texts('overview').title, href: OVERVIEW_PATH }],
      lead: t.anomaliesLead,
      main: (
        <>
          {rows.length === 0 ? (
            <EmptyState icon="circle-check" title={t.noAnomalies} />
          ) : (
            <AttentionList items={rows.map((anomaly) => anomalyItem(anomaly, canResolve))} />
          )}
          {(rows.length > 0 || pages.previous) && (
            <ListPager
              {...{ rows, pages }}
              order={texts('lists').newestFirst}
              path={`${OVERVIEW_PATH}/anomalies`}
              query={{}}
            />
          )}
        </>
      ),
    });
  }

  @Post('anomalies/:id/resolve')
  @Authorized(Permission.MonitoringWrite)
  async resolveAnomaly(@Param('id', UuidPipe) id: string): Promise<SeeOther> {
    const { license } = await this.anomalies.resolve(id);
    return SeeOther.done(OVERVIEW_PATH, texts('attention').resolved({ key: shortKey(license.key) }));
  }

  /** The steps if the page shows them: if it was asked for, or if the installation is new. */
  private async wantedSteps(show: OverviewQueryDto['show']): Promise<FirstSteps | null> {
    if (show === 'overview') {
      return null;
    }
    const steps = await this.steps.read();
    return steps.isNew || show === 'steps' ? steps : null;
  }

  private stepsPage(
    steps: FirstSteps,
    form: FormState,
    caller: Caller,
    request: FastifyRequest,
    code: SnippetLanguage,
  ): Page {
    return firstStepsPage({
      steps,
      form,
      code,
      baseUrl: baseUrl(request, this.settings.PUBLIC_URL),
      canAddProducts: isPermitted(caller, Permission.ProductsWrite),
      canIssue: isPermitted(caller, Permission.LicensesWrite),
    });
  }
}
