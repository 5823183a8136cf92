import { Get, Param, Post } from '@nestjs/common';
import type { Policy } from '../../catalog/policies/policy.entity';
import type { Behavior } from '../../catalog/policies/behavior';
import { Authorized } from '../../common/access/authorized.decorator';
import type { FormValues } from '../../common/http/form-fields';
import { currentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { ChangeLicenseService } from '../../licensing/licenses/change-license.service';
import type { License } from '../../licenses/licenses/license.entity';
import { LicensesService } from '../../licensing/licenses/licenses.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import { LicenseIdPipe } from './license-id.pipe';
import {
  OverrideFormDto,
  overrideMessages,
  overridesIn,
  overrideValues,
  withFormFields,
} from './license-override-form';
import { overridePage } from './license-override.view';
import { licensePath } from './license-paths';
import { FormBody } from '../kit/parameters';

type LicenseWithPolicy = License & { readonly policy: Policy };

/** Where a license differs from its policy. */
@ConsoleController('license/edit/:id/overrides')
export class LicenseOverrideController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly changes: ChangeLicenseService,
  ) {}

  @Get()
  @Authorized(Permission.LicensesRead)
  async showOverrides(@Param('id', LicenseIdPipe) id: string): Promise<Page> {
    const license = await this.license(id);
    return pageOf(license, FormState.of(overrideValues(license)));
  }

  @Post()
  @Authorized(Permission.LicensesWrite)
  async saveOverrides(@Param('id', LicenseIdPipe) id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const license = await this.license(id);
    return submitForm({
      body,
      input: OverrideFormDto,
      messages: overrideMessages(license.policy),
      submit: async () => {
        const policyOverrides = await withFormFields(() => this.save(id, body, license.policy));
        const text = texts('licenseOverrides').saved({ count: Object.keys(policyOverrides).length });
        return SeeOther.done(licensePath(id), text);
      },
      show: (form) => pageOf(license, form),
    });
  }

  private async save(id: string, body: FormValues, policy: Policy): Promise<Partial<Behavior>> {
    const policyOverrides = await overridesIn(body, policy);
    await this.changes.change(id, { policyOverrides });
    return policyOverrides;
  }

  private async license(id: string): Promise<LicenseWithPolicy> {
    const { license } = await this.licenses.get(id);
    return withPolicy(license);
  }
}

function withPolicy(license: License): LicenseWithPolicy {
  const { policy } = license;
  if (!policy) {
    throw new Error('The policy of this license was not loaded');
  }
  return Object.assign(license, { policy });
}

function pageOf(license: LicenseWithPolicy, form: FormState): Page {
  const canWrite = isPermitted(currentCaller(), Permission.LicensesWrite);
  return overridePage({ license, policy: license.policy, form, canWrite });
}
