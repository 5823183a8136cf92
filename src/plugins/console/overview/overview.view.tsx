import type { VNode } from 'preact';
import { AttentionList } from '../../../pages/components/attention-list';
import { Timeline } from '../../../pages/components/lists';
import { LiveStatus, Refreshed } from '../../../pages/components/live';
import { PageHeader, Section } from '../../../pages/components/page-parts';
import { Figures, Time } from '../../../pages/components/text';
import { formatLongDate, formatNumber, formatPercent, formatTime, texts, viewer } from '../../../core/i18n';
import { Page } from '../../../pages/kit/page';
import type { VerdictCounts } from '../../../core/licensing/internal';
import { AUDIT_PATH } from '../../../pages/audit/audit-paths';
import { timelineEntryOf } from '../../../pages/audit/audit-entries.view';
import { attentionItems } from './attention';
import { ACTIVITY_PATH, HOME_PATH } from './overview-query.dto';
import type { Overview } from './overview.service';
import { PartFailed } from './part-failed';

const REFRESH_SECONDS = 10;

interface OverviewProps {
  readonly overview: Overview;
  /** The end of the last visit; undefined on the first one. */
  readonly since: Date | undefined;
  /** Whether the user may resolve anomalies. */
  readonly canResolve: boolean;
}

/** Home: what needs a person, and what has changed. */
export function overviewPage(props: OverviewProps): Page {
  return new Page({ title: texts('overview').title, body: <OverviewBody {...props} /> });
}

function OverviewBody(props: OverviewProps): VNode {
  const t = texts('overview');
  const { now, zone } = viewer();
  const at = `${formatLongDate(now)}, ${formatTime(now)}`;
  return (
    <Refreshed seconds={REFRESH_SECONDS} from={HOME_PATH}>
      <PageHeader
        title={t.title}
        lead={<span data-live="now">{t.timesIn({ now: at, zone })}</span>}
        actions={<LiveStatus href={HOME_PATH} />}
      />
      <AttentionSection {...props} />
      <WeekSection {...props} />
      <ChangeSection {...props} />
    </Refreshed>
  );
}

function AttentionSection({ overview: { attention }, canResolve }: OverviewProps): VNode {
  const t = texts('overview');
  const items = attentionItems(attention, canResolve);
  const hasFailed = Object.values(attention).includes(null) || attention.added.includes(null);
  return (
    <div data-live="attention">
      <Section
        id="attention"
        title={t.attention}
        note={items.length > 0 ? t.attentionNote({ count: items.length }) : undefined}
      >
        {items.length > 0 && <AttentionList items={items} />}
        {items.length === 0 && !hasFailed && (
          <p class="attention-none">{t.nothing({ at: formatTime(viewer().now) })}</p>
        )}
        {hasFailed && <PartFailed href={HOME_PATH} />}
      </Section>
    </div>
  );
}

/** The last seven days beside the seven before. */
function WeekSection({ overview: { week, verdicts } }: OverviewProps): VNode {
  const t = texts('overview');
  const before = (value: string): string => t.weekBefore({ value });
  const items = [
    ...(week
      ? [
          { label: t.issued, value: formatNumber(week.issued), of: before(formatNumber(week.issuedBefore)) },
          { label: t.activated, value: formatNumber(week.activated), of: before(formatNumber(week.activatedBefore)) },
        ]
      : []),
    ...(verdicts
      ? [
          {
            label: t.checks,
            value: formatNumber(totalOf(verdicts)),
            of: before(formatNumber(totalOf(verdicts.before))),
          },
          { label: t.denied, value: refusedShare(verdicts), of: before(refusedShare(verdicts.before)) },
        ]
      : []),
  ];
  return (
    <Section id="week" title={t.week} link={{ title: texts('navigation').entries.reports, href: ACTIVITY_PATH }} isLive>
      {items.length > 0 && <Figures items={items} />}
      {(!week || !verdicts) && <PartFailed href={HOME_PATH} />}
    </Section>
  );
}

function totalOf({ usable, refused }: VerdictCounts): number {
  return usable + refused;
}

function refusedShare(counts: VerdictCounts): string {
  return formatPercent(counts.refused / Math.max(totalOf(counts), 1));
}

/** The changes since the last visit, or the latest ones if there was none. */
function ChangeSection({ overview: { changes }, since }: OverviewProps): VNode {
  const t = texts('overview');
  return (
    <Section
      id="events"
      title={since === undefined ? t.events : t.sinceVisit}
      note={since && <Time at={since} as="age" />}
      link={{ title: texts('navigation').audit, href: AUDIT_PATH }}
      isLive
    >
      {changes === null ? (
        <PartFailed href={HOME_PATH} />
      ) : changes.rows.length === 0 ? (
        <p class="part-empty">{since === undefined ? t.noEvents : t.noneSince}</p>
      ) : (
        <Timeline entries={changes.rows.map((entry) => timelineEntryOf(entry, changes.subjects))} timesAs="age" />
      )}
    </Section>
  );
}
