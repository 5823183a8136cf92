import type { VNode } from 'preact';
import { texts } from '../../../core/i18n';
import type { ReactionRule } from '../../../core/licensing';
import type { AnomalyType, LicensedAnomaly } from '../../../core/licensing/internal';
import { AttentionList } from '../../../pages/components/attention-list';
import { ButtonLink } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { ListPager } from '../../../pages/components/list-pager';
import type { trailPages } from '../../../pages/components/list-pages';
import { EmptyState, Section } from '../../../pages/components/page-parts';
import type { Detail } from '../../../pages/components/text';
import { type Column, Table } from '../../../pages/components/table';
import type { Page } from '../../../pages/kit/page';
import { anomalyItem } from './attention';
import { ANOMALIES_PATH, OVERVIEW_PATH, REACTION_RULES_PATH } from './overview-query.dto';

interface AnomaliesPageData {
  readonly rows: readonly LicensedAnomaly[];
  readonly pages: ReturnType<typeof trailPages>;
  readonly rules: readonly ReactionRule[];
  /** Whether the viewer may resolve anomalies and set rules. */
  readonly canWrite: boolean;
}

/** The unresolved anomalies, and the rules below. */
export function anomaliesPage({ rows, pages, rules, canWrite }: AnomaliesPageData): Page {
  const t = texts('attention');
  return detailPage({
    title: t.anomalies,
    crumbs: [{ title: texts('overview').title, href: OVERVIEW_PATH }],
    lead: t.anomaliesLead,
    main: (
      <>
        {rows.length === 0 ? (
          <EmptyState icon="circle-check" title={t.noAnomalies} />
        ) : (
          <AttentionList items={rows.map((anomaly) => anomalyItem(anomaly, canWrite))} />
        )}
        {(rows.length > 0 || pages.previous) && (
          <ListPager {...{ rows, pages }} order={texts('lists').newestFirst} path={ANOMALIES_PATH} query={{}} />
        )}
        <Rules rules={rules} canWrite={canWrite} />
      </>
    ),
  });
}

function Rules({ rules, canWrite }: Pick<AnomaliesPageData, 'rules' | 'canWrite'>): VNode {
  const t = texts('reactionRules');
  const columns: Column<ReactionRule>[] = [
    { head: t.anomaly, cell: ({ type }) => typeTitle(type), onCard: 'title', width: 25 },
    { head: t.policy, cell: ({ policy }) => policy?.name ?? t.allPolicies, onCard: 'left', width: 25 },
    { head: t.reactions, cell: reactionsOf, onCard: 'wide' },
  ];
  const removal: Column<ReactionRule> = {
    head: t.remove,
    headView: <span class="visually-hidden">{t.remove}</span>,
    cell: ({ uid }) => (
      <ButtonLink isSmall look="quiet" href={`${REACTION_RULES_PATH}/${uid}/delete`} text={t.remove} />
    ),
    isRight: true,
    onCard: 'right',
    width: 15,
  };
  return (
    <Section
      id="rules"
      title={t.title}
      note={t.note}
      link={canWrite ? { href: `${REACTION_RULES_PATH}/new`, title: t.set } : undefined}
    >
      {rules.length === 0 ? (
        <p class="unset">{t.none}</p>
      ) : (
        <Table label={t.title} rows={rules} columns={canWrite ? [...columns, removal] : columns} />
      )}
    </Section>
  );
}

export function typeTitle(type: AnomalyType): string {
  return texts('reactionRules').types[type];
}

/** The anomalies and licenses that a rule is for, and its reactions. */
export function aboutRule(rule: ReactionRule): Detail[] {
  const t = texts('reactionRules');
  return [
    { term: t.anomaly, value: typeTitle(rule.type) },
    { term: t.policy, value: rule.policy?.name ?? t.allPolicies },
    { term: t.reactions, value: reactionsOf(rule) },
  ];
}

/** The reactions of a rule in one line. */
function reactionsOf({ mailCustomer, askSignIn, report, suspendAfterDays }: ReactionRule): string {
  const t = texts('reactionRules');
  return [
    ...(mailCustomer ? [t.mailCustomer] : []),
    ...(askSignIn ? [t.askSignIn] : []),
    ...(report ? [t.report] : []),
    ...(suspendAfterDays === null ? [] : [t.suspendedAfter({ days: suspendAfterDays })]),
  ].join(' · ');
}
