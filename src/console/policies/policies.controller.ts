import { Get, Param, Query } from '@nestjs/common';
import { CreatePolicyDto, ListPoliciesDto, PolicyDto, UpdatePolicyDto } from '../../catalog/policies/dto/policy.dto';
import { PoliciesService } from '../../catalog/policies/policies.service';
import type { Policy } from '../../catalog/policies/policy.entity';
import { Authorized } from '../../common/access/authorized.decorator';
import { UuidPipe } from '../../common/validation/id.pipes';
import { textFor, texts } from '../../i18n/texts';
import { type Caller, CurrentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { ConfirmForm } from '../components/confirmation';
import { EditForm } from '../components/form-page';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormRoute } from '../kit/form-route';
import type { FormField, FormGroups } from '../kit/form-table';
import { EmptyIsMissing } from '../kit/optional-field';
import { type Page, SeeOther } from '../kit/page';
import { entitlementLines, entitlementsIn, meterLines, metersIn } from './grant-lines';
import { fieldsOf, GROUPS, type NamedField, fieldText } from './policy-fields';
import { POLICIES_PATH, policyPath } from './policy-paths';
import { policyListPage, policyPage } from './policy.view';

class PolicyListQueryDto extends ListPoliciesDto {
  @EmptyIsMissing()
  override q?: string;
}

@ConsoleController('console/policies')
@Authorized(Permission.PoliciesWrite)
export class PolicyPagesController {
  constructor(private readonly policies: PoliciesService) {}

  @Get()
  @Authorized(Permission.PoliciesRead)
  async showPolicies(@CurrentCaller() caller: Caller, @Query() { limit, after, q }: PolicyListQueryDto): Promise<Page> {
    const policies = await this.policies.list({ limit, after }, { q });
    return policyListPage(policies, q, isPermitted(caller, Permission.PoliciesWrite));
  }

  @FormRoute('new')
  createPolicyPage(): EditForm<CreatePolicyDto> {
    const t = texts('policies');
    return new EditForm({
      title: t.create,
      crumbs: [{ title: t.title, href: POLICIES_PATH }],
      lead: t.lead,
      action: `${POLICIES_PATH}/new`,
      groups: policyGroups(),
      texts: t,
      // The only limit whose default is not unlimited.
      values: { seat_overage_percent: 0 },
      verb: t.save,
      cancel: POLICIES_PATH,
      input: CreatePolicyDto,
      submit: async (input) => {
        const { uid, name } = await this.policies.create(CreatePolicyDto.toInput(input));
        return SeeOther.done(policyPath(uid), t.created({ name }));
      },
    });
  }

  @Get(':id')
  @Authorized(Permission.PoliciesRead)
  async showPolicy(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<Page> {
    return policyPage(await this.policies.get(id), isPermitted(caller, Permission.PoliciesWrite));
  }

  @FormRoute(':id/edit')
  async changePolicyPage(@Param('id', UuidPipe) id: string): Promise<EditForm<CreatePolicyDto>> {
    const t = texts('policies');
    const policy = await this.policies.get(id);
    return new EditForm({
      title: policy.name,
      crumbs: [{ title: t.title, href: POLICIES_PATH }],
      lead: t.lead,
      action: `${policyPath(id)}/edit`,
      groups: policyGroups(policy),
      texts: t,
      values: PolicyDto.from(policy),
      verb: t.save,
      cancel: policyPath(id),
      input: CreatePolicyDto,
      submit: async (input) => {
        const { name } = await this.policies.change(id, UpdatePolicyDto.toChange(input));
        return SeeOther.done(policyPath(id), t.saved({ name }));
      },
    });
  }

  @FormRoute(':id/delete')
  async deletePolicyPage(@Param('id', UuidPipe) id: string): Promise<ConfirmForm> {
    const t = texts('policies');
    const { name } = await this.policies.get(id);
    return new ConfirmForm({
      title: t.askDelete({ name }),
      crumbs: [
        { title: t.title, href: POLICIES_PATH },
        { title: name, href: policyPath(id) },
      ],
      undo: { isPossible: false, text: t.undo },
      about: [{ term: t.name, value: name }],
      consequences: [{ icon: 'users', text: t.nobody }],
      action: `${policyPath(id)}/delete`,
      verb: t.deleteVerb,
      keep: { title: t.keep, href: policyPath(id) },
      messages: { IN_USE: t.inUse },
      submit: async () => {
        await this.policies.delete(id);
        return SeeOther.done(POLICIES_PATH, t.deleted({ name }));
      },
    });
  }
}

/**
 * The fields of a policy.
 * @param policy undefined for a new one: its empty fields get their defaults
 */
function policyGroups(policy?: Policy): FormGroups {
  const { groups } = texts('policyBehaviors');
  const { grants = {} } = policy ?? {};
  const granted: FormField[] = [
    { name: 'entitlements', kind: 'area', isOptional: true, value: entitlementLines(grants), read: entitlementsIn },
    { name: 'meters', kind: 'area', isOptional: true, value: meterLines(grants), read: metersIn },
  ];
  return [
    { id: 'name', rows: [{ name: 'name' }] },
    ...GROUPS.map((group) => ({
      id: group,
      ...groups[group],
      rows: [
        ...fieldsOf(group).map((field) => formField(field, policy === undefined)),
        ...(group === 'grants' ? granted : []),
      ],
    })),
  ];
}

function formField({ name, kind, choices = [] }: NamedField, isNew: boolean): FormField {
  const t = texts('policies');
  const titles = texts('policyBehaviors').choices;
  const { title, means, unit } = fieldText(name);
  const field = { name, label: unit === undefined ? title : `${title} (${unit})`, hint: means };
  switch (kind) {
    case 'flag':
      return { ...field, kind };
    case 'choice': {
      const all = choices.map((value) => ({ value, title: textFor(titles, value) ?? value }));
      return { ...field, kind: 'select', choices: all, empty: 'missing' };
    }
    case 'limit':
      return { ...field, isOptional: true, placeholder: t.placeholderLimit, empty: null, read: numberIn };
    case 'number':
      return { ...field, isOptional: isNew, empty: 'missing', read: numberIn };
    case 'list':
      return { ...field, kind, isOptional: true, hint: `${means} ${t.comma}` };
    case 'text':
    case 'optional-text':
      return { ...field, isOptional: true, isMono: true, empty: kind === 'text' ? 'missing' : null };
  }
}

function numberIn(text: string): unknown {
  return /^-?\d+$/.test(text) ? Number(text) : text;
}
