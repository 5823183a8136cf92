import type { VNode } from 'preact';
import type { Policy } from '../../../core/catalog';
import { formatNumber, textFor, texts } from '../../../core/i18n';
import type { PolicyReach } from './policy-reach.service';
import type { AuditEntry } from '../../../core/platform';
import { Banner } from '../../../pages/components/banner';
import { ButtonLink } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { withQuery } from '../../../pages/components/filters';
import { Fold, Folds } from '../../../pages/components/fold';
import { idOf } from '../../../pages/components/form';
import { Timeline } from '../../../pages/components/lists';
import { Menu, Section } from '../../../pages/components/page-parts';
import { type Rule, RuleList, SearchField } from '../../../pages/components/rule-list';
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
import { CustomersGet } from './policy-form';
import { Versions } from './policy-versions.view';
import type { PublishedVersions } from './policy-versions-section.service';
import { foundIn, lineOf, ownFields, type PolicyValues, valueOf, valuesOf } from './policy-sentences';

export interface PolicyPageData {
  readonly policy: Policy;
  readonly reach: PolicyReach;
  /** The newest changes; undefined for those who may not read the audit log. */
  readonly changes?: readonly AuditEntry[];
  readonly canWrite: boolean;
  /** Its versions; undefined if it neither grants anything nor has published a version. */
  readonly published?: PublishedVersions;
  /** Whether the caller may move licenses to another version. */
  readonly canMove: boolean;
  /** Text that is looked for in all values. */
  readonly q?: string;
}

interface Shown extends PolicyPageData {
  readonly values: PolicyValues;
  readonly differing: readonly NamedField[];
}

export function policyPage(data: PolicyPageData): Page {
  const { policy, reach, canWrite } = data;
  const t = texts('policies');
  const values = valuesOf(policy);
  const shown = { ...data, values, differing: ownFields(values) };
  const uses = productLinks(policy, reach);
  return detailPage({
    title: policy.name,
    crumbs: [{ title: t.title, href: POLICIES_PATH }],
    lead: uses.length > 0 ? [`${t.policyOf} `, ...uses] : undefined,
    actions: <Actions policy={policy} canWrite={canWrite} isUsed={uses.length > 0 || reach.licenses > 0} />,
    above: <ReachBanner {...data} />,
    main: (
      <>
        <Differences {...shown} />
        {data.published && <Versions {...data} {...data.published} />}
        <AllValues {...shown} />
      </>
    ),
    sidebar: (
      <>
        <CustomersGet values={values} />
        {reach.licenses > 0 && <Reach policy={policy} reach={reach} />}
        <LastChanges {...data} />
      </>
    ),
  });
}

interface ActionsProps extends Pick<PolicyPageData, 'policy' | 'canWrite'> {
  /** A policy that is used cannot be deleted. */
  readonly isUsed: boolean;
}

function Actions({ policy: { uid }, canWrite, isUsed }: ActionsProps): VNode {
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
        {!isUsed && (
          <a class="menu-danger" href={`${path}/delete`}>
            {t.remove}
          </a>
        )}
      </Menu>
      <ButtonLink look="primary" icon="pencil" href={`${path}/edit`} text={texts('components').change} />
    </>
  );
}

const licensesPath = ({ uid }: Policy, filter: Readonly<Record<string, string>> = {}): string =>
  withQuery('/console/licenses', { policy: uid, ...filter });

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

function Differences({ values, differing, ...data }: Shown): VNode {
  const t = texts('policies');
  const all = FIELDS.length;
  const note = differing.length === 0 ? undefined : t.countOf({ count: differing.length, all });
  return (
    <Section id="differs" title={t.differs} note={note}>
      {differing.length === 0 ? (
        <p>{t.differsNot({ all })}</p>
      ) : (
        <RuleList
          rules={differing.map((field) => ({
            ...ruleOf(field, { values, ...data }),
            means: fieldText(field.name).means,
            byDefault: valueOf(field, defaultOf(field)),
          }))}
        />
      )}
    </Section>
  );
}

/** A value, with the link that opens the form at its field. */
function ruleOf(field: NamedField, { policy, values, canWrite }: Omit<Shown, 'differing'>): Rule {
  const { name } = field;
  return {
    name,
    title: fieldText(name).title,
    value: valueOf(field, values[name]),
    change: canWrite ? `${policyPath(policy.uid)}/edit?field=${name}#${idOf(name)}` : undefined,
  };
}

/** The values that are as by default or, if something is looked for, all that match. */
function AllValues(data: Shown): VNode {
  const t = texts('policies');
  const { policy, q = '', values, differing } = data;
  const all = FIELDS.length;
  const fields = q === '' ? FIELDS.filter((field) => !differing.includes(field)) : foundIn(values, q);
  const summary = q === '' ? '' : t.matches({ count: fields.length, q });
  return (
    <Section id="values" title={t.asDefault} note={t.values({ count: all - differing.length })}>
      <form method="get" action={policyPath(policy.uid)} role="search">
        <SearchField value={q} label={t.searchValues({ all })} />
      </form>
      <div data-live="results" data-summary={summary}>
        {summary !== '' && <p class="hint">{summary}</p>}
        <Folds>
          {GROUPS.map((group) => (
            <GroupFold
              key={group}
              {...data}
              group={group}
              fields={fieldsOf(group).filter((one) => fields.includes(one))}
            />
          ))}
        </Folds>
      </div>
    </Section>
  );
}

type GroupProps = Shown & { readonly group: PolicyGroup; readonly fields: readonly NamedField[] };

function GroupFold({ group, fields, ...data }: GroupProps): VNode | null {
  const { title } = texts('policyBehaviors').groups[group];
  return fields.length === 0 ? null : (
    <Fold
      id={`group-${group}`}
      title={title}
      line={lineOf(fields, data.values)}
      count={texts('policies').values({ count: fields.length })}
      isOpen={data.q !== undefined}
    >
      <RuleList rules={fields.map((field) => ruleOf(field, data))} />
    </Fold>
  );
}

function Reach({ policy, reach }: Pick<PolicyPageData, 'policy' | 'reach'>): VNode {
  const t = texts('policies');
  const { licenses, counted, usable, inGrace, own, reported } = reach;
  const counts = (count: number): string => (counted < licenses ? t.ofNewest({ count, counted }) : formatNumber(count));
  return (
    <Section id="reach" title={t.reach}>
      <DescriptionList
        items={[
          { term: t.usable, value: counts(usable) },
          { term: t.inGrace, value: counts(inGrace) },
          { term: t.ownValues, value: counts(own) },
          ...reported.map(({ code, count }) => ({
            term: t.wouldBe({ rule: textFor(texts('verdicts'), code) ?? code }),
            value: <a href={licensesPath(policy, { would_be: code })}>{counts(count)}</a>,
          })),
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
