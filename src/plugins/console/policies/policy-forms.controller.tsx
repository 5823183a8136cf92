import { Param, Query } from '@nestjs/common';
import { CreatePolicyDto, PoliciesService, type Policy, UpdatePolicyDto } from '../../../core/catalog';
import { type PolicyChange, versionOf } from '../../../core/catalog/internal';
import { Authorized, type FormValues, problem, UuidPipe } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import { PolicyReachService } from './policy-reach.service';
import { RevisePolicyService, type Revision } from './revise-policy.service';
import { ConfirmForm } from '../../../pages/components/confirmation';
import { EditForm } from '../../../pages/components/form-page';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { textIn } from '../../../pages/kit/form-input';
import { FormRoute } from '../../../pages/kit/form-route';
import { FormState } from '../../../pages/kit/form-state';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { FormBody } from '../../../pages/kit/parameters';
import { policyPath } from '../../../pages/kit/record-paths';
import { policyChangePath } from '../license-list/license-paths';
import { followedIn, isChecked, isForForm, policyCheckPage, SEEN_FIELD } from './policy-check.view';
import { changedPolicy, isCheckNeeded } from './policy-change';
import { PolicyConflict } from './policy-conflict.view';
import { POLICIES_PATH } from './policy-fields';
import { CustomersGet, enteredIn, isFilled, isSearch, policyGroups, savedIn } from './policy-form';

@ConsoleController('console/policies')
@Authorized(Permission.PoliciesWrite)
export class PolicyFormsController {
  constructor(
    private readonly policies: PoliciesService,
    private readonly reach: PolicyReachService,
    private readonly revisions: RevisePolicyService,
  ) {}

  @FormRoute('new')
  createPolicyPage(@Query() query: FormValues, @FormBody() body: FormValues): EditForm<CreatePolicyDto> {
    const t = texts('policies');
    const form: EditForm<CreatePolicyDto> = new EditForm<CreatePolicyDto>({
      ...policyForm({ ...query, ...body }),
      title: t.create,
      action: `${POLICIES_PATH}/new`,
      cancel: POLICIES_PATH,
      submit: async (input) => {
        if (isSearch(body)) {
          return form.show(FormState.of(body));
        }
        const { uid, name } = await this.policies.create(CreatePolicyDto.toInput(input));
        return SeeOther.done(policyPath(uid), t.created({ name }));
      },
    });
    return form;
  }

  /** A change that reaches issued licenses is shown with its effect before it is saved. */
  @FormRoute(':id/edit')
  async changePolicyPage(
    @Param('id', UuidPipe) id: string,
    @Query() query: FormValues,
    @FormBody() body: FormValues,
  ): Promise<EditForm<CreatePolicyDto>> {
    const t = texts('policies');
    const policy = await this.policies.get(id);
    const form: EditForm<CreatePolicyDto> = new EditForm<CreatePolicyDto>({
      ...policyForm({ ...query, ...body }, policy),
      crumbs: [
        { title: t.title, href: POLICIES_PATH },
        { title: policy.name, href: policyPath(id) },
      ],
      title: t.editTitle({ name: policy.name }),
      asksReason: true,
      action: `${policyPath(id)}/edit`,
      cancel: policyPath(id),
      messages: { CONFLICT: texts('policyCheck').changedSince },
      problems: (state) => (isConflict(state) ? <PolicyConflict policy={policy} form={state} /> : undefined),
      // After a conflict, the form has seen the present version.
      hidden: (state) => ({ [SEEN_FIELD]: (!isConflict(state) && state.value(SEEN_FIELD)) || versionOf(policy) }),
      submit: (input) =>
        isForForm(body) || isSearch(body)
          ? Promise.resolve(form.show(FormState.of(body)))
          : this.save(policy, UpdatePolicyDto.toChange(input), body),
    });
    return form;
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

  private async save(policy: Policy, change: PolicyChange, body: FormValues): Promise<Page | SeeOther> {
    const seen = FormState.of(body).value(SEEN_FIELD);
    if (seen !== versionOf(policy)) {
      throw problem('POLICY_CHANGED');
    }
    const after = changedPolicy(policy, change);
    if (isChecked(body) || !isCheckNeeded(policy, after)) {
      return this.revise(policy, change, { seen, follow: followedIn(body, policy, after) });
    }
    const licenses = await this.reach.licensesOf(policy);
    return licenses === 0
      ? this.revise(policy, change, { seen, follow: [] })
      : this.check(policy, after, licenses, body);
  }

  private async check(policy: Policy, after: Policy, licenses: number, body: FormValues): Promise<Page> {
    const [harms, followers] = [await this.reach.harmsOf(policy, after), await this.reach.followersOf(policy)];
    return policyCheckPage({ policy, after, licenses, harms, followers, body });
  }

  private async revise(policy: Policy, change: PolicyChange, revision: Revision): Promise<SeeOther> {
    const t = texts('policyCheck');
    const { policy: revised, changes } = await this.revisions.revise(policy.uid, change, revision);
    const [first] = changes;
    const { name } = revised;
    return first === undefined
      ? SeeOther.done(policyPath(policy.uid), texts('policies').saved({ name }))
      : SeeOther.done(policyPath(policy.uid), t.follows({ name }), {
          text: t.progress,
          path: policyChangePath(first.uid),
        });
  }
}

/** A form that was refused as a whole: another person's change came first. */
function isConflict(form: FormState): boolean {
  return form.message !== undefined && form.problems.length === 0;
}

/** The parts that both forms of a policy have. */
function policyForm(entered: FormValues, policy?: Policy) {
  const t = texts('policies');
  const draft = { policy, entered, q: textIn(entered, 'q').trim() };
  return {
    crumbs: [{ title: t.title, href: POLICIES_PATH }],
    lead: t.lead,
    groups: policyGroups(draft),
    texts: t,
    values: savedIn(draft),
    entered: isFilled(entered) ? entered : undefined,
    // The search may have hidden the fields that are wrong.
    ifRefused: () => Promise.resolve({ groups: policyGroups({ ...draft, q: '' }) }),
    aside: <CustomersGet values={enteredIn(draft)} />,
    verb: t.save,
    input: CreatePolicyDto,
  };
}
