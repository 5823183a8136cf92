import { Get, Post, Query } from '@nestjs/common';
import { PoliciesService } from '../../catalog/policies/policies.service';
import { Authorized } from '../../common/access/authorized.decorator';
import { Calendar } from '../../common/calendar';
import { Clock } from '../../common/clock';
import type { FormValues } from '../../common/http/form-fields';
import { texts } from '../../i18n/texts';
import { Permission } from '../../identity/permissions/permission';
import type { LicenseFilter } from '../../licensing/licenses/license-filter';
import {
  type BulkPolicyChangeInput,
  BulkPolicyChangesService,
} from '../../licensing/policy-changes/bulk-policy-changes.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState, refusedField } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { Id, FormBody } from '../kit/parameters';
import { submitForm } from '../kit/submit-form';
import { PREVIEW_FIELD, PolicyChangeFormDto } from './bulk-change';
import { filterOf } from './license-list-query.dto';
import { policyChangePath } from './license-paths';
import { policyChangePage, progressPage } from './policy-change.view';

/** Policies that the form offers. */
const CHOICES = { limit: 100 } as const;

/** Changes many licenses to another policy, after a preview. */
@ConsoleController('console/licenses')
export class PolicyChangePageController {
  constructor(
    private readonly changes: BulkPolicyChangesService,
    private readonly policies: PoliciesService,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  @Get('bulk/policy')
  @Authorized(Permission.LicensesWrite)
  previewPolicyChange(@Query() values: FormValues): Promise<Page | SeeOther> {
    return this.submit(values, (input) => this.show(input, FormState.of(values)));
  }

  @Post('bulk/policy')
  @Authorized(Permission.LicensesWrite)
  changePolicies(@FormBody() values: FormValues): Promise<Page | SeeOther> {
    return this.submit(values, async (input) => {
      if (input.do === 'preview') {
        return this.show(input, FormState.of(values));
      }
      const request = this.requestOf(input, false);
      if (!request) {
        throw refusedField('to_policy', texts('policyChange').choose);
      }
      if (input.previewed !== PolicyChangeFormDto.choicesIn(input)) {
        throw refusedField(PREVIEW_FIELD, texts('bulk').notPreviewed, 'not_previewed');
      }
      const requested = await this.changes.request(request);
      return requested.preview
        ? this.show(input, FormState.of(values))
        : new SeeOther(policyChangePath(requested.change.uid));
    });
  }

  @Get('policy-changes/:id')
  @Authorized(Permission.LicensesRead)
  async showPolicyChange(@Id() id: string): Promise<Page> {
    return progressPage(await this.changes.get(id));
  }

  private submit(
    values: FormValues,
    submit: (input: PolicyChangeFormDto) => Promise<Page | SeeOther>,
  ): Promise<Page | SeeOther> {
    let sent = new PolicyChangeFormDto();
    return submitForm({
      body: values,
      input: PolicyChangeFormDto,
      messages: { to_policy: texts('policyChange').choose, [PREVIEW_FIELD]: texts('bulk').notPreviewed },
      submit: (input) => {
        sent = input;
        return submit(input);
      },
      show: (form) => this.show(form.problemOf(PREVIEW_FIELD) === undefined ? new PolicyChangeFormDto() : sent, form),
    });
  }

  private async show(input: PolicyChangeFormDto, form: FormState): Promise<Page> {
    const request = this.requestOf(input, true);
    const requested = request && (await this.changes.request(request));
    return policyChangePage({
      input,
      form,
      policies: (await this.policies.list(CHOICES)).rows,
      preview: requested?.preview,
    });
  }

  /** Undefined without a policy or a license. */
  private requestOf(input: PolicyChangeFormDto, isDryRun: boolean): BulkPolicyChangeInput | undefined {
    const { to_policy: policy, limits, expiry = 'keep', id = [], all } = input;
    if (policy === undefined || (!all && id.length === 0)) {
      return undefined;
    }
    const filter: LicenseFilter = all ? filterOf(input, this.clock.now(), this.calendar) : { ids: id };
    return { policy, limits, expiry, isDryRun, filter };
  }
}
