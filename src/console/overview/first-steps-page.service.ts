import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { baseUrl } from '../../common/http/base-url';
import { type Caller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { type FirstSteps, FirstStepsService } from '../../licensing/statistics/first-steps.service';
import { Settings } from '../../platform/config/settings';
import type { FormState } from '../kit/form-state';
import type { Page } from '../kit/page';
import { firstStepsPage } from './first-steps.view';
import type { OverviewQueryDto } from './overview-query.dto';
import type { SnippetLanguage } from './snippets';

/** Makes the page with the first steps, from what the data say is done. */
@Injectable()
export class FirstStepsPageService {
  constructor(
    private readonly steps: FirstStepsService,
    private readonly settings: Settings,
  ) {}

  /** The steps if the page shows them: if it was asked for, or if the installation is new. */
  async wanted(show: OverviewQueryDto['show']): Promise<FirstSteps | null> {
    if (show === 'overview') {
      return null;
    }
    const steps = await this.steps.read();
    return steps.isNew || show === 'steps' ? steps : null;
  }

  page(steps: FirstSteps, form: FormState, caller: Caller, request: FastifyRequest, code: SnippetLanguage): Page {
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
