import { Get, Param, Post, Query } from '@nestjs/common';
import { CreatePolicyDto, ListPoliciesDto, UpdatePolicyDto } from '../../catalog/policies/dto/policy.dto';
import { PoliciesService } from '../../catalog/policies/policies.service';
import { Authorized } from '../../common/access/authorized.decorator';
import type { FormValues } from '../../common/http/form-fields';
import { UuidPipe } from '../../common/validation/id.pipes';
import { type Caller, CurrentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { attemptChange, submitForm } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import { formOf, PolicyFormDto, wholeForm } from './policy-form';
import { policyFormPage } from './policy-form.view';
import { policyListPage } from './policy-list.view';
import { POLICIES_PATH, policyPath } from './policy-paths';
import { deletePolicyPage, policyPage } from './policy.view';
import { FormBody } from '../kit/parameters';
import { EmptyIsMissing } from '../kit/optional-field';

class PolicyListQueryDto extends ListPoliciesDto {
  @EmptyIsMissing()
  override q?: string;
}

@ConsoleController('console/policies')
export class PolicyPagesController {
  constructor(private readonly policies: PoliciesService) {}

  @Get()
  @Authorized(Permission.PoliciesRead)
  async showPolicies(@CurrentCaller() caller: Caller, @Query() { limit, after, q }: PolicyListQueryDto): Promise<Page> {
    const { rows, next } = await this.policies.list({ limit, after }, { q });
    return policyListPage({ policies: rows, next, q, canWrite: canWrite(caller) });
  }

  @Get('new')
  @Authorized(Permission.PoliciesWrite)
  showNewPolicy(): Page {
    // The only limit whose default is not unlimited.
    return policyFormPage(FormState.of({ seat_overage_percent: '0' }));
  }

  @Post('new')
  @Authorized(Permission.PoliciesWrite)
  createPolicyPage(@FormBody() body: FormValues): Promise<Page | SeeOther> {
    return submitForm({
      body: wholeForm(body),
      input: PolicyFormDto,
      submit: async (input) => {
        const { uid, name } = await this.policies.create(CreatePolicyDto.toInput(input));
        return SeeOther.done(policyPath(uid), texts('policies').created({ name }));
      },
      show: (form) => policyFormPage(form),
    });
  }

  @Get(':id')
  @Authorized(Permission.PoliciesRead)
  async showPolicy(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<Page> {
    return policyPage(await this.policies.get(id), canWrite(caller));
  }

  @Get(':id/edit')
  @Authorized(Permission.PoliciesWrite)
  async showPolicyForm(@Param('id', UuidPipe) id: string): Promise<Page> {
    const policy = await this.policies.get(id);
    return policyFormPage(formOf(policy), policy);
  }

  @Post(':id/edit')
  @Authorized(Permission.PoliciesWrite)
  async changePolicyPage(@Param('id', UuidPipe) id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const policy = await this.policies.get(id);
    return submitForm({
      body: wholeForm(body),
      input: PolicyFormDto,
      submit: async (input) => {
        const { name } = await this.policies.change(id, UpdatePolicyDto.toChange(input));
        return SeeOther.done(policyPath(id), texts('policies').saved({ name }));
      },
      show: (form) => policyFormPage(form, policy),
    });
  }

  @Get(':id/delete')
  @Authorized(Permission.PoliciesWrite)
  async askToDeletePolicy(@Param('id', UuidPipe) id: string): Promise<Page> {
    return deletePolicyPage(await this.policies.get(id), FormState.empty());
  }

  @Post(':id/delete')
  @Authorized(Permission.PoliciesWrite)
  async deletePolicyPage(@Param('id', UuidPipe) id: string): Promise<Page | SeeOther> {
    const policy = await this.policies.get(id);
    return attemptChange({
      messages: { IN_USE: texts('policies').inUse },
      submit: async () => {
        await this.policies.delete(id);
        return SeeOther.done(POLICIES_PATH, texts('policies').deleted({ name: policy.name }));
      },
      show: (form) => deletePolicyPage(policy, form),
    });
  }
}

function canWrite(caller: Caller): boolean {
  return isPermitted(caller, Permission.PoliciesWrite);
}
