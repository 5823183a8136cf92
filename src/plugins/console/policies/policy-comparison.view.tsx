import { isDeepStrictEqual } from 'node:util';
import type { VNode } from 'preact';
import { type Policy, PolicyDto } from '../../../core/catalog';
import { texts } from '../../../core/i18n';
import { detailPage } from '../../../pages/components/detail-page';
import { DifferenceList } from '../../../pages/components/difference-list';
import { withQuery } from '../../../pages/components/filters';
import { FieldGroups } from '../../../pages/components/field-groups';
import { Button } from '../../../pages/components/button';
import { Section } from '../../../pages/components/page-parts';
import { FormState } from '../../../pages/kit/form-state';
import { labeled } from '../../../pages/kit/form-table';
import type { Page } from '../../../pages/kit/page';
import { policyPath } from '../../../pages/kit/record-paths';
import { COMPARE_PATH, FIELDS, fieldsOf, fieldText, GROUPS, POLICIES_PATH } from './policy-fields';
import { sentenceOf } from './policy-sentences';

export interface PolicyComparison {
  readonly first?: Policy;
  readonly second?: Policy;
  /** Suggestions for the second one. */
  readonly partners: readonly Policy[];
  /** The policies to choose from. */
  readonly choices: readonly Policy[];
  /** There are more policies than choices. */
  readonly isPartial: boolean;
}

/** Two policies, and the values that differ. */
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
        {first && second && <Differences first={first} second={second} />}
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
      <Button text={t.submit} />
    </form>
  );
}

interface DifferencesProps {
  readonly first: Policy;
  readonly second: Policy;
}

function Differences({ first, second }: DifferencesProps): VNode {
  const { compare: t } = texts('policies');
  const { groups } = texts('policyBehaviors');
  const [one, other] = [PolicyDto.from(first), PolicyDto.from(second)];
  const differing = FIELDS.filter(({ name }) => !isDeepStrictEqual(one[name], other[name]));
  const all = FIELDS.length;
  if (differing.length === 0) {
    return (
      <Section id="differences" title={t.differences}>
        <p>{t.none({ all })}</p>
      </Section>
    );
  }
  const shown = GROUPS.map((group) => ({
    group,
    fields: fieldsOf(group).filter(({ name }) => differing.some((field) => field.name === name)),
  }));
  return (
    <Section id="differences" title={t.differences} note={t.countOf({ count: differing.length, all })}>
      {shown.map(
        ({ group, fields }) =>
          fields.length > 0 && (
            <div key={group}>
              <h3 class="differences-group">{groups[group].title}</h3>
              <DifferenceList
                items={fields.map((field) => ({
                  name: field.name,
                  sentence: (
                    <span class="compared">
                      <Value policy={first} text={sentenceOf(field, one[field.name])} />
                      <Value policy={second} text={sentenceOf(field, other[field.name])} />
                    </span>
                  ),
                  consequence: fieldText(field.name).means,
                }))}
              />
            </div>
          ),
      )}
      <p class="section-more">
        <Link {...first} /> · <Link {...second} />
      </p>
    </Section>
  );
}

/** The value of a policy, below its name. */
function Value({ policy: { name }, text }: { readonly policy: Policy; readonly text: string }): VNode {
  return (
    <span>
      <span class="row-note cut" title={name}>
        {name}
      </span>{' '}
      {text}
    </span>
  );
}

function Link({ uid, name }: Policy): VNode {
  return <a href={policyPath(uid)}>{name}</a>;
}
