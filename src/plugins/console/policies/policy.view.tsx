import type { VNode } from 'preact';
import { type Policy, PolicyDto } from '../../../core/catalog';
import { formatNumber, texts } from '../../../core/i18n';
import type { PolicyReach } from './policy-reach.service';
import type { AuditEntry } from '../../../core/platform';
import { Banner } from '../../../pages/components/banner';
import { ButtonLink } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { ChangeLink, DifferenceList } from '../../../pages/components/difference-list';
import { withQuery } from '../../../pages/components/filters';
import { Fold, Folds } from '../../../pages/components/fold';
import { idOf } from '../../../pages/components/form';
import { Icon } from '../../../pages/components/icon';
import { Timeline } from '../../../pages/components/lists';
import { Menu, Section } from '../../../pages/components/page-parts';
import { DescriptionList } from '../../../pages/components/text';
import type { Page } from '../../../pages/kit/page';
import { policyPath } from '../../../pages/kit/record-paths';
import { auditPath, changeEntry } from './policy-changes-entry';
import {
  comparePath,
  defaultOf,
  FIELDS,
  fieldsOf,
  fieldText,
  GROUPS,
  type NamedField,
  POLICIES_PATH,
  type PolicyGroup,
} from './policy-fields';
import { differingFields, isFound, sentenceOf, valueOf } from './policy-sentences';

/** Sentences in the line of a fold. */
const LINE_SENTENCES = 3;

export interface PolicyPageData {
  readonly policy: Policy;
  readonly reach: PolicyReach;
  /** The newest changes; undefined for those who may not read the audit log. */
  readonly changes?: readonly AuditEntry[];
  readonly canWrite: boolean;
  /** Text that is looked for in all values. */
  readonly q?: string;
}

interface Shown extends PolicyPageData {
  readonly values: PolicyDto;
  readonly differing: readonly NamedField[];
}

export function policyPage(data: PolicyPageData): Page {
  const { policy, reach, canWrite } = data;
  const t = texts('policies');
  const values = PolicyDto.from(policy);
  const shown = { ...data, values, differing: differingFields(values) };
  const uses = productLinks(policy, reach);
  return detailPage({
    title: policy.name,
    crumbs: [{ title: t.title, href: POLICIES_PATH }],
    lead: uses.length > 0 ? uses : undefined,
    actions: <Actions policy={policy} canWrite={canWrite} />,
    above: <ReachBanner {...data} />,
    main: (
      <>
        <Differences {...shown} />
        <AllValues {...shown} />
      </>
    ),
    sidebar: (
      <>
        <Reach {...data} />
        <LastChanges {...data} />
      </>
    ),
  });
}

function Actions({ policy: { uid }, canWrite }: Pick<PolicyPageData, 'policy' | 'canWrite'>): VNode {
  const t = texts('policies');
  const path = policyPath(uid);
  const compare = comparePath(uid);
  if (!canWrite) {
    return <ButtonLink href={compare} text={t.compare.link} />;
  }
  return (
    <>
      <Menu label={t.more} isIcon>
        <a href={compare}>{t.compare.link}</a>
        <a class="menu-danger" href={`${path}/delete`}>
          {t.remove}
        </a>
      </Menu>
      <ButtonLink look="primary" icon="pencil" href={`${path}/edit`} text={texts('components').change} />
    </>
  );
}

const licensesPath = ({ uid }: Policy): string => withQuery('/console/licenses', { policy: uid });

function ReachBanner({ policy, reach }: PolicyPageData): VNode {
  const t = texts('policies');
  const { licenses: count, own } = reach;
  if (count === 0) {
    return (
      <Banner tone="neutral" title={t.reachesNone}>
        {t.reachesNoneText}
      </Banner>
    );
  }
  const action = <ButtonLink href={licensesPath(policy)} text={t.showLicenses({ count })} />;
  return (
    <Banner tone="neutral" title={t.reaches({ count })} action={action}>
      {t.reachText({ own })}
    </Banner>
  );
}

function Differences({ policy, values, differing, canWrite }: Shown): VNode {
  const t = texts('policies');
  const all = FIELDS.length;
  const { groups } = texts('policyBehaviors');
  if (differing.length === 0) {
    return (
      <Section id="differs" title={t.differs}>
        <p>{t.differsNot({ all })}</p>
      </Section>
    );
  }
  const shownGroups = GROUPS.filter((group) => inGroup(group, differing).length > 0);
  return (
    <Section id="differs" title={t.differs} note={t.countOf({ count: differing.length, all })}>
      {shownGroups.map((group) => (
        <div key={group}>
          <h3 class="differences-group">{groups[group].title}</h3>
          <DifferenceList
            items={inGroup(group, differing).map((field) => ({
              name: field.name,
              sentence: sentenceOf(field, values[field.name]),
              consequence: fieldText(field.name).means,
              byDefault: valueOf(field, defaultOf(field)),
              change: canWrite ? changeLink(policy, field) : undefined,
            }))}
          />
        </div>
      ))}
    </Section>
  );
}

function inGroup(group: PolicyGroup, fields: readonly NamedField[]): NamedField[] {
  return fieldsOf(group).filter(({ name }) => fields.some((field) => field.name === name));
}

/** The link that opens the form at a field. */
function changeLink({ uid }: Policy, { name }: NamedField): { readonly href: string; readonly title: string } {
  return { href: `${policyPath(uid)}/edit?field=${name}#${idOf(name)}`, title: fieldText(name).title };
}

/** The values that are as by default or, if something is looked for, all that match. */
function AllValues(data: Shown): VNode {
  const t = texts('policies');
  const { policy, q, values, differing } = data;
  const fields =
    q === undefined
      ? FIELDS.filter((field) => !differing.includes(field))
      : FIELDS.filter((field) => isFound(field, values, q));
  const path = policyPath(policy.uid);
  return (
    <Section id="values" title={t.asDefault} note={t.values({ count: FIELDS.length - differing.length })}>
      <form class="search" method="get" action={`${path}#values-title`} role="search">
        <Icon name="search" />
        <input
          type="search"
          name="q"
          value={q}
          placeholder={t.searchValues({ all: FIELDS.length })}
          aria-label={t.searchValues({ all: FIELDS.length })}
        />
      </form>
      {q !== undefined && (
        <p class="hint" role="status">
          {t.matches({ count: fields.length, q })} <a href={path}>{t.allValues}</a>
        </p>
      )}
      <Folds>
        {GROUPS.map((group) => (
          <GroupFold key={group} {...data} group={group} fields={inGroup(group, fields)} />
        ))}
      </Folds>
    </Section>
  );
}

type GroupProps = Shown & { readonly group: PolicyGroup; readonly fields: readonly NamedField[] };

function GroupFold({ group, fields, values, policy, canWrite, q }: GroupProps): VNode | null {
  const t = texts('policies');
  const { title } = texts('policyBehaviors').groups[group];
  const sentences = fields.map((field) => sentenceOf(field, values[field.name]));
  if (fields.length === 0) {
    return null;
  }
  return (
    <Fold
      id={`group-${group}`}
      title={title}
      line={sentences.slice(0, LINE_SENTENCES).join(' · ')}
      count={t.values({ count: fields.length })}
      isOpen={q !== undefined}
    >
      <dl class="value-list">
        {fields.map((field, index) => (
          <div key={field.name}>
            <dt>{fieldText(field.name).title}</dt>
            <dd>{sentences[index]}</dd>
            {canWrite && (
              <dd>
                <ChangeLink {...changeLink(policy, field)} />
              </dd>
            )}
          </div>
        ))}
      </dl>
    </Fold>
  );
}

function Reach({ policy, reach }: PolicyPageData): VNode {
  const t = texts('policies');
  const { licenses, counted, usable, inGrace, own } = reach;
  const counts = (count: number): string => (counted < licenses ? t.ofNewest({ count, counted }) : formatNumber(count));
  const uses = productLinks(policy, reach);
  return (
    <Section id="reach" title={t.reach}>
      <DescriptionList
        items={[
          { term: t.licenses, value: <a href={licensesPath(policy)}>{formatNumber(licenses)}</a> },
          { term: t.usable, value: counts(usable) },
          { term: t.inGrace, value: counts(inGrace) },
          { term: t.ownValues, value: counts(own) },
          { term: t.products, value: uses.length > 0 ? uses : undefined },
        ]}
      />
    </Section>
  );
}

function productLinks({ id }: Policy, { products }: PolicyReach): (VNode | string)[] {
  const t = texts('policies');
  return products.flatMap(({ uid, name, policyId }, index) => [
    ...(index > 0 ? [', '] : []),
    <a key={uid} href={`/console/products/${uid}`}>
      {policyId === id ? name : t.trialsOf({ name })}
    </a>,
  ]);
}

function LastChanges({ policy, changes }: PolicyPageData): VNode | null {
  const t = texts('policies');
  if (!changes) {
    return null;
  }
  return (
    <Section id="last-changes" title={t.lastChanges} link={{ href: auditPath(policy), title: t.audit }}>
      <Timeline entries={changes.map(changeEntry)} />
    </Section>
  );
}
