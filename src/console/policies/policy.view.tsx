import type { ComponentChildren, VNode } from 'preact';
import { PolicyDto } from '../../catalog/policies/dto/policy.dto';
import type { Policy } from '../../catalog/policies/policy.entity';
import type { Page as Rows } from '../../common/pagination/page-request';
import { formatNumber } from '../../i18n/format';
import { textFor, texts } from '../../i18n/texts';
import { addLink, ButtonLink } from '../components/button';
import { detailPage } from '../components/detail-page';
import { withQuery } from '../components/filters';
import { cursorPages, listPage } from '../components/list-page';
import { Menu, Section } from '../components/page-parts';
import { RowTitle } from '../components/table';
import { Time } from '../components/text';
import type { Page } from '../kit/page';
import { entitlementLines, meterLines } from './grant-lines';
import { fieldsOf, GROUPS, type NamedField, fieldText } from './policy-fields';
import { POLICIES_PATH, policyPath } from './policy-paths';

export function policyListPage(policies: Rows<Policy>, q: string | undefined, canWrite: boolean): Page {
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

export function policyPage(policy: Policy, canWrite: boolean): Page {
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
