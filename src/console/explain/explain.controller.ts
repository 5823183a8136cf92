import { Get, Query } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import type { FormValues } from '../../common/http/form-fields';
import { Permission } from '../../identity/permissions/permission';
import { ExplainVerdictService } from '../../licensing/explanations/explain-verdict.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState } from '../kit/form-state';
import type { Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { ExplainQueryDto, questionIn } from './explain-query.dto';
import { explainPage } from './explain.view';

@ConsoleController('console/explain')
export class ExplainController {
  constructor(private readonly explanations: ExplainVerdictService) {}

  /** The question is the address, so that it can be shared. */
  @Get()
  @Authorized(Permission.LicensesRead)
  showExplanation(@Query() query: FormValues): Promise<Page | SeeOther> | Page {
    if (query.key === undefined) {
      return explainPage(FormState.of({ operation: 'check' }));
    }
    return submitForm({
      body: query,
      input: ExplainQueryDto,
      submit: async (input) =>
        explainPage(FormState.of({ operation: 'check', ...query }), await this.explanations.explain(questionIn(input))),
      show: (form) => explainPage(form),
    });
  }
}
