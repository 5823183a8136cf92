import { Get, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import { behaviorFields, behaviorInput } from '../../catalog/policies/behavior';
import { PolicyBehaviorDto } from '../../catalog/policies/dto/behavior.dto';
import type { Policy } from '../../catalog/policies/policy.entity';
import { Authorized } from '../../common/access/authorized.decorator';
import type { FormValues } from '../../common/http/form-fields';
import { currentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { ChangeLicenseService } from '../../licensing/licenses/change-license.service';
import type { LicenseWithUsage } from '../../licensing/licenses/licenses.service';
import type { License } from '../../licenses/licenses/license.entity';
import { texts } from '../../i18n/texts';
import { idOf } from '../components/form';
import { EditForm } from '../components/form-page';
import { ConsoleController } from '../frame/console-controller.decorator';
import { flagIn } from '../kit/form-input';
import { type Page, SeeOther } from '../kit/page';
import { FormBody } from '../kit/parameters';
import { fieldText } from '../policies/field-text';
import { licensePath, placeOf } from './license-paths';
import { overridableFields, overrideGroups, ownBox, withFormFields } from './license-overrides';
import { PathLicense } from './path-license';

/** Where a license differs from its policy. */
@ConsoleController('license/edit/:id/overrides')
export class LicenseOverrideController {
  constructor(private readonly changes: ChangeLicenseService) {}

  @Get()
  @Authorized(Permission.LicensesRead)
  showOverrides(@PathLicense() { license }: LicenseWithUsage): Page {
    return this.form(license).show();
  }

  @Post()
  @Authorized(Permission.LicensesWrite)
  saveOverrides(@PathLicense() { license }: LicenseWithUsage, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return this.form(license).submit(body);
  }

  private form(license: License): EditForm<PolicyBehaviorDto> {
    const t = texts('licenseOverrides');
    const { uid, policy } = license;
    if (!policy) {
      throw new Error('The policy of this license was not loaded');
    }
    return new EditForm({
      ...placeOf(license, 'overrides'),
      title: t.title,
      lead: <Lead license={license} policy={policy} />,
      groups: overrideGroups(license, policy),
      texts: t,
      readOnly: !isPermitted(currentCaller(), Permission.LicensesWrite) && t.readOnly,
      verb: t.save,
      input: PolicyBehaviorDto,
      inputOf: (input, body) =>
        Object.fromEntries(Object.entries(input).filter(([name]) => flagIn(body, ownBox(name)))),
      submit: async (input) => {
        const policyOverrides = behaviorInput(input);
        await withFormFields(this.changes.change(uid, { policyOverrides }));
        return SeeOther.done(licensePath(uid), t.saved({ count: Object.keys(policyOverrides).length }));
      },
    });
  }
}

/** Names what the license has of its own, with links to the fields. */
function Lead({ license, policy }: { readonly license: License; readonly policy: Policy }): VNode {
  const t = texts('licenseOverrides');
  const own: object = behaviorFields(license.policyOverrides);
  const marked = overridableFields(policy).filter(({ name }) => Object.hasOwn(own, name));
  return (
    <>
      {t.lead({ policy: policy.name })} {marked.length > 0 && `${t.ownNow} `}
      {marked.map(({ name }, index) => (
        <span key={name}>
          {index > 0 && ', '}
          <a href={`#${idOf(name)}`}>{fieldText(name).title}</a>
        </span>
      ))}
    </>
  );
}
