import { Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AddProductService } from '../../../core/catalog';
import { Authorized, baseUrl, Clock, type FormValues, problem } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../core/identity';
import { IssueLicensesService } from '../../../core/licenses';
import { type FirstSteps, FirstStepsService } from './first-steps.service';
import { Settings } from '../../../core/platform';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormState } from '../../../pages/kit/form-state';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { FormBody } from '../../../pages/kit/parameters';
import { submitForm } from '../../../pages/kit/submit-form';
import { firstStepsPage } from './first-steps.view';
import { lastVisit } from './last-visit';
import { ActivityQueryDto, activityPath, OverviewQueryDto, ProductNameDto, stepsPath } from './overview-query.dto';
import { OverviewService } from './overview.service';
import { activityPage } from './activity.view';
import { overviewPage } from './overview.view';
import type { SnippetLanguage } from './snippets';

/** The overview, and the first steps of an installation. */
@ConsoleController('console/overview')
export class OverviewController {
  constructor(
    private readonly overview: OverviewService,
    private readonly steps: FirstStepsService,
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
