import { Get, Param, Post, Query } from '@nestjs/common';
import { IsIn, IsUUID } from 'class-validator';
import { PoliciesService } from '../../catalog/policies/policies.service';
import { Authorized } from '../../common/access/authorized.decorator';
import type { FormValues } from '../../common/http/form-fields';
import { Permission } from '../../identity/permissions/permission';
import { LicensesService } from '../../licensing/licenses/licenses.service';
import { ChangePolicyService } from '../../licensing/policy-changes/change-policy.service';
import { COPIED_LIMITS, EXPIRY_CHANGES, type ExpiryChange } from '../../licensing/policy-changes/changed-columns';
import { ConsoleController } from '../frame/console-controller.decorator';
import { OptionalField } from '../kit/optional-field';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import { LicenseIdPipe } from './license-id.pipe';
import { licensePath } from './license-paths';
import { changePolicyPage } from './license-policy.view';
import { FormBody } from '../kit/parameters';

const SHOWN_POLICIES = 100;

/** A checkbox that is off sends nothing. */
export class PolicyChoiceDto {
  @OptionalField()
  @IsUUID()
  policy?: string;

  @OptionalField()
  @IsIn(EXPIRY_CHANGES)
  expiry?: ExpiryChange;

  @OptionalField()
  @IsIn(['1'])
  limits?: string;
}

export class ChangePolicyFormDto extends PolicyChoiceDto {
  @IsUUID()
  declare policy: string;
}

@ConsoleController('license/edit/:id/policy')
@Authorized(Permission.LicensesWrite)
export class LicensePolicyController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly policies: PoliciesService,
    private readonly changes: ChangePolicyService,
  ) {}

  @Get()
  askToChangePolicy(@Param('id', LicenseIdPipe) id: string, @Query() choice: PolicyChoiceDto): Promise<Page> {
    return this.page(id, choice, FormState.of(valuesOf(choice)));
  }

  @Post()
  changePolicy(@Param('id', LicenseIdPipe) id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: ChangePolicyFormDto,
      submit: async (input) => {
        const { policy } = await this.changes.change(id, changeOf(input, false));
        return SeeOther.done(licensePath(id), texts('licenseActions').policyChanged({ name: policy.name }));
      },
      show: (form) => this.page(id, {}, form),
    });
  }

  private async page(id: string, { policy, ...choice }: PolicyChoiceDto, form: FormState): Promise<Page> {
    const { license } = await this.licenses.get(id);
    const { rows } = await this.policies.list({ limit: SHOWN_POLICIES });
    const preview = policy === undefined ? null : await this.changes.change(id, changeOf({ policy, ...choice }, true));
    return changePolicyPage({ license, policies: rows, form, preview });
  }
}

function changeOf({ policy, expiry = 'keep', limits }: ChangePolicyFormDto, isDryRun: boolean) {
  return { policy, expiry, limits: limits === undefined ? [] : COPIED_LIMITS, isDryRun };
}

/** Before a choice, the limits follow. */
function valuesOf({ policy, expiry = 'keep', limits }: PolicyChoiceDto): FormValues {
  const follow = policy === undefined || limits !== undefined;
  return { policy: policy ?? '', expiry, limits: follow ? '1' : '' };
}
