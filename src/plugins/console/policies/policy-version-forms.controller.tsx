import { Param } from '@nestjs/common';
import { PoliciesService, PolicyVersionsService } from '../../../core/catalog';
import { PublishPolicyVersionDto } from '../../../core/catalog/internal';
import { Authorized, UuidPipe } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import { EditForm } from '../../../pages/components/form-page';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../pages/kit/form-route';
import { SeeOther } from '../../../pages/kit/page';
import { policyPath } from '../../../pages/kit/record-paths';
import { POLICIES_PATH } from './policy-fields';
import { PolicyVersionsSectionService } from './policy-versions-section.service';
import { Differences, publishPath } from './policy-versions.view';

@ConsoleController('console/policies')
@Authorized(Permission.PoliciesWrite)
export class PolicyVersionFormsController {
  constructor(
    private readonly policies: PoliciesService,
    private readonly versions: PolicyVersionsService,
    private readonly sections: PolicyVersionsSectionService,
  ) {}

  @FormRoute(':id/publish')
  async publishPolicyVersionPage(@Param('id', UuidPipe) id: string): Promise<EditForm<PublishPolicyVersionDto>> {
    const t = texts('policyVersions');
    const policy = await this.policies.get(id);
    const { differences } = await this.sections.of(policy);
    const { name, publishedVersion } = policy;
    return new EditForm({
      title: t.ask({ version: (publishedVersion ?? 0) + 1, name }),
      lead: publishedVersion === null ? t.firstLead : t.lead,
      crumbs: [
        { title: texts('policies').title, href: POLICIES_PATH },
        { title: name, href: policyPath(id) },
      ],
      above: <Differences differences={differences} />,
      action: publishPath(id),
      groups: [{ rows: [{ name: 'note', kind: 'area', rows: 2, isOptional: true, empty: 'missing' }] }],
      texts: t,
      asksReason: true,
      messages: { CONFLICT: t.same },
      verb: t.verb,
      cancel: policyPath(id),
      input: PublishPolicyVersionDto,
      submit: async ({ note }) => {
        const { number } = await this.versions.publish(id, note);
        return SeeOther.done(policyPath(id), t.done({ version: number }));
      },
    });
  }
}
