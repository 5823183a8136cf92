import { isDeepStrictEqual } from 'node:util';
import type { VNode } from 'preact';
import { type Policy, PolicyDto } from '../../../core/catalog';
import { texts } from '../../../core/i18n';
import { detailPage } from '../../../pages/components/detail-page';
import { withQuery } from '../../../pages/components/filters';
import { FieldGroups } from '../../../pages/components/field-groups';
import { Button, ButtonLink } from '../../../pages/components/button';
import { Section } from '../../../pages/components/page-parts';
import { Segmented } from '../../../pages/components/segmented';
import { type Column, Table } from '../../../pages/components/table';
import { FormState } from '../../../pages/kit/form-state';
import { labeled } from '../../../pages/kit/form-table';
import type { Page } from '../../../pages/kit/page';
import { policyPath } from '../../../pages/kit/record-paths';
import {
  COMPARE_PATH,
  fieldsOf,
  fieldText,
  GROUPS,
  type NamedField,
  POLICIES_PATH,
  type PolicyGroup,
  isGrantKind,
  linesOfGrants,
} from './policy-fields';
import { linesOf } from './term-lines';
import { sentenceOf } from './policy-sentences';
import { rateLimitLines } from './rate-limit-lines';

export interface PolicyComparison {
  readonly first?: Policy;
  readonly second?: Policy;
  /** Suggestions for the second one. */
  readonly partners: readonly Policy[];
  /** The policies to choose from. */
  readonly choices: readonly Policy[];
  /** There are more policies than choices. */
  readonly isPartial: boolean;
  /** Equal values are shown, too. */
  readonly isWhole: boolean;
}

/** Two policies side by side: the values that differ, or all. */
export function comparisonPage(comparison: PolicyComparison): Page {
  const { title, compare: t } = texts('policies');
  const { first, second } = comparison;
  return detailPage({
    title: t.title,
    crumbs: [{ title, href: POLICIES_PATH }],
    lead: t.lead,
    main: (
      <>
        <ChoiceForm {...comparison} />
        {first && second && <Compared first={first} second={second} isWhole={comparison.isWhole} />}
        {first && !second && <Partners first={first} partners={comparison.partners} />}
        {!first && <p class="unset">{t.nothing}</p>}
      </>
    ),
  });
}

function Partners({ first, partners }: { readonly first: Policy; readonly partners: readonly Policy[] }): VNode {
  const { compare: t } = texts('policies');
  return (
    <Section id="partners" title={t.partners}>
      <ul class="plain-list">
        {partners.map(({ uid, name }) => (
          <li key={uid}>
            <a href={withQuery(COMPARE_PATH, { first: first.uid, second: uid })}>{name}</a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ChoiceForm({ first, second, choices, isPartial }: PolicyComparison): VNode {
  const { compare: t } = texts('policies');
  const all = [...new Map([...choices, first, second].flatMap((one) => (one ? [[one.uid, one.name]] : []))).entries()];
  const options = [{ value: '', title: t.choose }, ...all.map(([value, title]) => ({ value, title }))];
  const field = { kind: 'select', choices: options } as const;
  const hint = isPartial ? t.listed({ count: choices.length }) : undefined;
  const rows = [[{ name: 'first', ...field, hint }, { name: 'second', ...field }]]; // prettier-ignore
  return (
    <form class="compare-form" method="get" action={COMPARE_PATH}>
      <FieldGroups
        form={FormState.of({ first: first?.uid ?? '', second: second?.uid ?? '' })}
        groups={labeled([{ rows }], t)}
      />
      <p class="actions">
        <Button text={t.submit} />
        {first && second && (
          <ButtonLink
            look="quiet"
            icon="arrow-left-right"
            href={withQuery(COMPARE_PATH, { first: second.uid, second: first.uid })}
            text={t.swap}
          />
        )}
      </p>
    </form>
  );
}

interface ComparedProps {
  readonly first: Policy;
  readonly second: Policy;
  readonly isWhole: boolean;
}

interface ComparedRow {
  readonly group: PolicyGroup;
  readonly field: NamedField;
  readonly isEqual: boolean;
}

function Compared({ first, second, isWhole }: ComparedProps): VNode {
  const { compare: t } = texts('policies');
  const [one, other] = [PolicyDto.from(first), PolicyDto.from(second)];
  const all = GROUPS.flatMap((group) =>
    fieldsOf(group).map((field) => ({ group, field, isEqual: isDeepStrictEqual(one[field.name], other[field.name]) })),
  );
  const differing = all.filter(({ isEqual }) => !isEqual);
  const rows = isWhole ? all : differing;
  const pair = { first: first.uid, second: second.uid };
  return (
    <Section
      id="differences"
      title={t.differences}
      note={t.countOf({ count: differing.length, all: all.length })}
      action={
        <Segmented
          label={t.shown}
          segments={[
            { title: t.differences, href: withQuery(COMPARE_PATH, pair), isCurrent: !isWhole },
            { title: t.allValues, href: withQuery(COMPARE_PATH, { ...pair, all: 'true' }), isCurrent: isWhole },
          ]}
        />
      }
    >
      {differing.length === 0 && <p>{t.none({ all: all.length })}</p>}
      {rows.length > 0 && (
        <div class={isWhole ? 'compared compared-whole' : 'compared'}>
          <Table
            label={t.differences}
            columns={[
              { head: t.value, width: 25, onCard: 'wide', cell: (row) => <FieldName {...row} /> },
              policyColumn(first, second),
              policyColumn(second, first),
            ]}
            rows={rows}
          />
        </div>
      )}
    </Section>
  );
}

/** The name of a value; one that differs has a sign. */
function FieldName({ group, field: { name }, isEqual }: ComparedRow): VNode {
  const { title } = fieldText(name);
  const groupTitle = texts('policyBehaviors').groups[group].title;
  return (
    <div class={isEqual ? undefined : 'differs'}>
      {title}
      {!isEqual && <span class="visually-hidden"> ({texts('policies').compare.differs})</span>}
      {groupTitle !== title && <span class="row-note">{groupTitle}</span>}
    </div>
  );
}

function policyColumn(policy: Policy, other: Policy): Column<ComparedRow> {
  const { uid, name } = policy;
  const values = PolicyDto.from(policy);
  return {
    head: name,
    headView: (
      <a class="cut" href={policyPath(uid)} title={name}>
        {name}
      </a>
    ),
    onCard: 'wide',
    hasLabelOnCard: true,
    cell: ({ field, isEqual }) => {
      const entries = entryLines(policy, field);
      return isEqual || entries.length === 0 ? (
        sentenceOf(field, values[field.name])
      ) : (
        <Entries entries={entries} others={entryLines(other, field)} />
      );
    },
  };
}

/** The entries of a value that is a list or grants; none of another one. */
function entryLines(policy: Policy, { name, kind }: NamedField): readonly string[] {
  const { grants = {} } = policy;
  if (isGrantKind(kind)) {
    return linesOf(linesOfGrants(kind, grants));
  }
  if (kind === 'rate-limits') {
    return rateLimitLines(policy.rateLimits);
  }
  const value = PolicyDto.from(policy)[name];
  return Array.isArray(value) ? value.map(String) : [];
}

interface EntriesProps {
  readonly entries: readonly string[];
  readonly others: readonly string[];
}

/** The entries of a list; those that the other policy lacks have a sign. */
function Entries({ entries, others }: EntriesProps): VNode {
  return (
    <ul class="plain-list compared-entries">
      {entries.map((entry) => (
        <li key={entry} class={others.includes(entry) ? undefined : 'only-here'}>
          {entry}
          {!others.includes(entry) && <span class="visually-hidden"> ({texts('policies').compare.onlyHere})</span>}
        </li>
      ))}
    </ul>
  );
}
