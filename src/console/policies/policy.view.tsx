import type { ComponentChildren, VNode } from 'preact';
import { PolicyDto } from '../../catalog/policies/dto/policy.dto';
import type { Policy } from '../../catalog/policies/policy.entity';
import { ButtonLink } from '../components/button';
import { confirmation } from '../components/confirmation';
import { withQuery } from '../components/filters';
import { Menu, PageHeader, Section } from '../components/page-parts';
import { Time } from '../components/text';
import { formatNumber } from '../../i18n/format';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { textFor, texts } from '../../i18n/texts';
import { entitlementLines, meterLines } from './grant-lines';
import { fieldsOf, GROUPS, type NamedField } from './policy-fields';
import { fieldText } from './field-text';
import { deletePolicyPath, editPolicyPath, POLICIES_PATH, policyPath } from './policy-paths';

export function policyPage(policy: Policy, canWrite: boolean): Page {
  return new Page({ title: policy.name, width: 'form', body: <PolicyView policy={policy} canWrite={canWrite} /> });
}

function PolicyView({ policy, canWrite }: { readonly policy: Policy; readonly canWrite: boolean }): VNode {
  const t = texts('policies');
  const { groups } = texts('policyBehaviors');
  const fields = PolicyDto.from(policy);
  return (
    <>
      <PageHeader
        title={policy.name}
        crumbs={[{ title: t.title, href: POLICIES_PATH }]}
        lead={<PolicyLead policy={policy} />}
        actions={canWrite ? <Actions id={policy.uid} /> : undefined}
      />
      {GROUPS.map((group) => (
        <Section key={group} id={group} title={groups[group].title} note={groups[group].note}>
          <dl class="policy">
            {fieldsOf(group).map((field) => (
              <FieldView key={field.name} field={field} value={fields[field.name]} />
            ))}
            {group === 'grants' && <Grants policy={policy} />}
          </dl>
        </Section>
      ))}
    </>
  );
}

function PolicyLead({ policy }: { readonly policy: Policy }): VNode {
  const t = texts('policies');
  return (
    <>
      <a href={withQuery('/console/licenses', { policy: policy.uid })}>{t.licenses}</a> · {t.changed}{' '}
      <Time at={policy.updatedAt} as="age" />
    </>
  );
}

function Actions({ id }: { readonly id: string }): VNode {
  const t = texts('policies');
  return (
    <>
      <Menu label={t.remove} isIcon>
        <a class="menu-danger" href={deletePolicyPath(id)}>
          {t.remove}
        </a>
      </Menu>
      <ButtonLink look="primary" icon="pencil" href={editPolicyPath(id)}>
        {t.edit}
      </ButtonLink>
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

function Grants({ policy: { grants } }: { readonly policy: Policy }): VNode {
  const t = texts('policies');
  return (
    <>
      <GrantLines title={t.entitlements} lines={entitlementLines(grants ?? {})} />
      <GrantLines title={t.meters} lines={meterLines(grants ?? {})} />
    </>
  );
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

export function deletePolicyPage(policy: Policy, form: FormState): Page {
  const t = texts('policies');
  return confirmation({
    title: t.askDelete({ name: policy.name }),
    crumbs: [
      { title: t.title, href: POLICIES_PATH },
      { title: policy.name, href: policyPath(policy.uid) },
    ],
    form,
    undo: { isPossible: false, text: t.undo },
    about: [{ term: t.name, value: policy.name }],
    consequences: [{ icon: 'users', text: t.nobody }],
    action: deletePolicyPath(policy.uid),
    verb: t.deleteVerb,
    keep: { title: t.keep, href: policyPath(policy.uid) },
  });
}
