import { Get, Param, Query } from '@nestjs/common';
import { CreatePolicyDto, ListPoliciesDto, PolicyDto, UpdatePolicyDto } from '../../catalog/policies/dto/policy.dto';
import { PoliciesService } from '../../catalog/policies/policies.service';
import type { Policy } from '../../catalog/policies/policy.entity';
import { Authorized } from '../../common/access/authorized.decorator';
import { UuidPipe } from '../../common/validation/id.pipes';
import { texts, textFor } from '../../i18n/texts';
import { type Caller, CurrentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { ConfirmForm } from '../components/confirmation';
import { EditForm } from '../components/form-page';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormRoute } from '../kit/form-route';
import { EmptyIsMissing } from '../kit/optional-field';
import { type Page, SeeOther } from '../kit/page';
import { policyGroups, fieldsOf, GROUPS, type NamedField, fieldText, POLICIES_PATH, policyPath } from './policy-fields';
import type { ComponentChildren, VNode } from 'preact';
import type { Page as Rows } from '../../common/pagination/page-request';
import { formatNumber } from '../../i18n/format';
import { addLink, ButtonLink } from '../components/button';
import { detailPage } from '../components/detail-page';
import { withQuery } from '../components/filters';
import { cursorPages, listPage } from '../components/list-page';
import { Menu, Section } from '../components/page-parts';
import { RowTitle } from '../components/table';
import { Time } from '../components/text';
import { entitlementLines, meterLines } from './grant-lines';

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
      ...policyForm(),
      title: t.create,
      action: `${POLICIES_PATH}/new`,
      // The only limit whose default is not unlimited.
      values: { seat_overage_percent: 0 },
      cancel: POLICIES_PATH,
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
      ...policyForm(policy),
      title: policy.name,
      action: `${policyPath(id)}/edit`,
      values: PolicyDto.from(policy),
      cancel: policyPath(id),
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

/** The parts that both forms of a policy have. */
function policyForm(policy?: Policy) {
  const t = texts('policies');
  const crumbs = [{ title: t.title, href: POLICIES_PATH }];
  return { crumbs, lead: t.lead, groups: policyGroups(policy), texts: t, verb: t.save, input: CreatePolicyDto };
}

function policyListPage(policies: Rows<Policy>, q: string | undefined, canWrite: boolean): Page {
  const t = texts('policies');
  const { rows } = policies;
  return listPage({
    title: t.title,
    lead: t.lead,
    actions: [canWrite && addLink(t.create, `${POLICIES_PATH}/new`)],
    path: POLICIES_PATH,
    query: { q },
    search: { label: t.search, placeholder: t.search, hasNoClear: true },
    rows,
    columns: [
      {
        head: t.name,
        width: 40,
        onCard: 'title',
        cell: ({ uid, name }) => <RowTitle href={policyPath(uid)} title={name} />,
      },
      {
        head: t.seats,
        onCard: 'left',
        cell: ({ maxActivations }) => (maxActivations === null ? t.unlimited : formatNumber(maxActivations)),
      },
      {
        head: t.term,
        onCard: 'right',
        cell: ({ durationDays }) => (durationDays === null ? t.never : t.days({ days: durationDays })),
      },
      { head: t.changed, isRight: true, onCard: 'hidden', cell: ({ updatedAt }) => <Time at={updatedAt} as="age" /> },
    ],
    shown: t.shown({ count: rows.length }),
    pages: cursorPages({ next: policies.next }),
    empty: { icon: 'search', title: t.nothing, text: undefined },
  });
}

function policyPage(policy: Policy, canWrite: boolean): Page {
  const t = texts('policies');
  const { groups } = texts('policyBehaviors');
  const fields = PolicyDto.from(policy);
  return detailPage({
    title: policy.name,
    width: 'form',
    crumbs: [{ title: t.title, href: POLICIES_PATH }],
    lead: (
      <>
        <a href={withQuery('/console/licenses', { policy: policy.uid })}>{t.licenses}</a> · {t.changed}{' '}
        <Time at={policy.updatedAt} as="age" />
      </>
    ),
    actions: canWrite && <Actions path={policyPath(policy.uid)} />,
    main: GROUPS.map((group) => (
      <Section key={group} id={group} title={groups[group].title} note={groups[group].note}>
        <dl class="policy">
          {fieldsOf(group).map((field) => (
            <FieldView key={field.name} field={field} value={fields[field.name]} />
          ))}
          {group === 'grants' && (
            <>
              <GrantLines title={t.entitlements} lines={entitlementLines(policy.grants ?? {})} />
              <GrantLines title={t.meters} lines={meterLines(policy.grants ?? {})} />
            </>
          )}
        </dl>
      </Section>
    )),
  });
}

function Actions({ path }: { readonly path: string }): VNode {
  const t = texts('policies');
  return (
    <>
      <Menu label={t.remove} isIcon>
        <a class="menu-danger" href={`${path}/delete`}>
          {t.remove}
        </a>
      </Menu>
      <ButtonLink look="primary" icon="pencil" href={`${path}/edit`} text={t.edit} />
    </>
  );
}

interface FieldViewProps {
  readonly field: NamedField;
  readonly value: PolicyDto[NamedField['name']];
}

function FieldView({ field, value }: FieldViewProps): VNode {
  const { title, means, unit } = fieldText(field.name);
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <b>{valueText(field, value)}</b> {unit !== undefined && value !== null && unit}
        <p class="hint">{means}</p>
      </dd>
    </div>
  );
}

/** Lists that allow everything when they are empty. */
const ALLOWS_ALL: readonly string[] = ['allowed_platforms', 'allowed_channels', 'allowed_countries'];

function valueText({ name, kind }: NamedField, value: PolicyDto[NamedField['name']]): ComponentChildren {
  const t = texts('policies');
  if (value === null) {
    return <span class="unset">{kind === 'limit' ? t.unlimited : t.any}</span>;
  }
  if (typeof value === 'boolean') {
    return value ? t.yes : t.no;
  }
  if (typeof value === 'number') {
    return formatNumber(value);
  }
  if (typeof value !== 'string') {
    return value.length === 0 ? (
      <span class="unset">{ALLOWS_ALL.includes(name) ? t.any : t.none}</span>
    ) : (
      value.join(', ')
    );
  }
  return kind === 'choice' ? (textFor(texts('policyBehaviors').choices, value) ?? value) : value;
}

function GrantLines({ title, lines }: { readonly title: string; readonly lines: string }): VNode {
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        {lines === '' ? (
          <span class="unset">{texts('policies').none}</span>
        ) : (
          lines.split('\n').map((line) => (
            <p key={line}>
              <code>{line}</code>
            </p>
          ))
        )}
      </dd>
    </div>
  );
}
