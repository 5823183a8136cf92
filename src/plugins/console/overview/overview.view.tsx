import type { ComponentChildren, VNode } from 'preact';
import { AttentionList } from '../../../pages/components/attention-list';
import { type Bar, Bars } from '../../../pages/components/bars';
import { ButtonLink } from '../../../pages/components/button';
import { CHART_SPANS } from '../../../pages/components/chart-steps';
import { LiveStatus, Refreshed } from '../../../pages/components/live';
import { PageHeader, Section } from '../../../pages/components/page-parts';
import { Segmented } from '../../../pages/components/segmented';
import { Figures, type Figure } from '../../../pages/components/text';
import { formatLongDate, formatNumber, formatPercent, formatTime, texts, viewer } from '../../../core/i18n';
import { Page } from '../../../pages/kit/page';
import type { VerdictCounts, VerdictSeries } from '../../../core/licensing/internal';
import type { Part } from '../../../pages/kit/part';
import { attentionItems, refusalsPath } from './attention';
import { SeatChart, VerdictChart } from './charts';
import { overviewPath, type OverviewQueryDto } from './overview-query.dto';
import { REPORTS_PATH } from '../reports/reports';
import type { Overview } from './overview.service';
import { Icon } from '../../../pages/components/icon';
import { AUDIT_PATH } from '../../../pages/audit/audit-paths';
import { timelineEntryOf } from '../../../pages/audit/audit-entries.view';
import { Timeline } from '../../../pages/components/lists';

/** A longer span changes less in ten seconds. */
const REFRESH_SECONDS = { '24h': 10, '7d': 30, '30d': 60 };
const LISTED_CODES = 5;

export interface OverviewProps {
  readonly overview: Overview;
  readonly query: OverviewQueryDto;
  /** Whether the user may resolve anomalies. */
  readonly canResolve: boolean;
}

export function overviewPage(props: OverviewProps): Page {
  return new Page({ title: texts('overview').title, body: <OverviewBody {...props} /> });
}

function OverviewBody(props: OverviewProps): VNode {
  const { query, overview } = props;
  return (
    <Refreshed seconds={REFRESH_SECONDS[query.span]} from={overviewPath(query)}>
      <Header query={query} />
      <AttentionSection {...props} />
      <div data-live="figures">
        <Numbers {...props} />
      </div>
      <div class="overview-pair">
        <VerdictSection {...props} />
        <SeatSection {...props} />
        <RefusalSection {...props} />
        <ChangeSection changes={overview.changes} query={query} />
      </div>
    </Refreshed>
  );
}

function Header({ query }: { readonly query: OverviewQueryDto }): VNode {
  const t = texts('overview');
  const { now, zone } = viewer();
  const segments = CHART_SPANS.map((span) => ({
    title: t.spans[span],
    href: overviewPath({ ...query, span }),
    isCurrent: span === query.span,
  }));
  return (
    <PageHeader
      title={t.title}
      lead={<span data-live="now">{t.timesIn({ now: `${formatLongDate(now)}, ${formatTime(now)}`, zone })}</span>}
      actions={
        <>
          <ButtonLink href={REPORTS_PATH} text={texts('reports').title} />
          <LiveStatus href={overviewPath(query)} />
          <Segmented label={t.span} segments={segments} />
        </>
      }
    />
  );
}

function AttentionSection({ overview: { attention }, query, canResolve }: OverviewProps): VNode {
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
        {hasFailed && <PartFailed href={overviewPath(query)} />}
      </Section>
    </div>
  );
}

function Numbers({ overview: { inUse, verdicts }, query }: OverviewProps): VNode {
  const t = texts('overview');
  const span = t.spans[query.span];
  const items: Figure[] = [];
  if (inUse) {
    items.push({ label: t.usable, value: formatNumber(inUse.usable), of: t.usableOf({ total: inUse.licenses }) });
    items.push({ label: t.seats, value: formatNumber(inUse.seats), of: t.seatsOf });
  }
  if (verdicts) {
    const { usable, refused, before } = verdicts;
    items.push({ label: t.verdicts({ span }), value: formatNumber(usable + refused), of: t.verdictsOf });
    items.push({
      label: t.refused({ span }),
      value: refusedShare(verdicts),
      of: t.refusedOf({ count: refused, before: refusedShare(before) }),
    });
  }
  return (
    <>
      {items.length > 0 && <Figures items={items} />}
      {!inUse && <PartFailed href={overviewPath(query)} />}
    </>
  );
}

function refusedShare({ usable, refused }: VerdictCounts): string {
  return formatPercent(refused / Math.max(usable + refused, 1));
}

function VerdictSection({ overview: { verdicts }, query }: OverviewProps): VNode {
  const t = texts('overview');
  return (
    <Section
      id="verdicts"
      title={t.per[query.span]}
      link={{ title: t.openAudit, href: '/console/audit?tab=verdicts' }}
      isLive
    >
      {verdicts ? <VerdictChart series={verdicts} query={query} /> : <PartFailed href={overviewPath(query)} />}
    </Section>
  );
}

function SeatSection({ overview: { seats }, query }: OverviewProps): VNode {
  const t = texts('overview');
  return (
    <Section id="seats" title={t.seatsPerDay} link={{ title: t.devices, href: '/console/devices' }} isLive>
      {seats ? <SeatChart series={seats} query={query} /> : <PartFailed href={overviewPath(query)} />}
    </Section>
  );
}

function RefusalSection({ overview: { verdicts }, query }: OverviewProps): VNode {
  const t = texts('overview');
  const note =
    verdicts && verdicts.refused > 0
      ? t.refusalsNote({ span: t.spans[query.span], count: verdicts.refused })
      : undefined;
  return (
    <Section id="refusals" title={t.refusals} note={note} isLive>
      <RefusalBars verdicts={verdicts} query={query} />
    </Section>
  );
}

function RefusalBars({ verdicts, query }: { verdicts: Part<VerdictSeries>; query: OverviewQueryDto }): VNode {
  const t = texts('overview');
  if (!verdicts) {
    return <PartFailed href={overviewPath(query)} />;
  }
  const { refusals } = verdicts;
  if (refusals.length === 0) {
    return <p class="part-empty">{t.noRefusals}</p>;
  }
  const rest = refusals.slice(LISTED_CODES);
  const bars: Bar[] = refusals
    .slice(0, LISTED_CODES)
    .map(({ code, count }) => ({ title: code, isCode: true, count, href: refusalsPath(code) }));
  if (rest.length > 0) {
    bars.push({ title: t.otherCodes({ count: rest.length }), count: rest.reduce((sum, { count }) => sum + count, 0) });
  }
  return <Bars bars={bars} figure="refused" />;
}

function ChangeSection({ changes, query }: { changes: Overview['changes']; query: OverviewQueryDto }): VNode {
  const t = texts('overview');
  const content: ComponentChildren =
    changes === null ? (
      <PartFailed href={overviewPath(query)} />
    ) : changes.rows.length === 0 ? (
      <p class="part-empty">{t.noEvents}</p>
    ) : (
      <Timeline entries={changes.rows.map((entry) => timelineEntryOf(entry, changes.subjects))} timesAs="age" />
    );
  return (
    <Section id="events" title={t.events} link={{ title: t.openAudit, href: AUDIT_PATH }} isLive>
      {content}
    </Section>
  );
}

/** Stands where a part of the page should be. */
function PartFailed({ href }: { readonly href: string }): VNode {
  const t = texts('overview');
  return (
    <p class="part-failed">
      <Icon name="triangle-alert" />
      <span>{t.partFailed}</span>
      <a href={href}>{t.tryAgain}</a>
    </p>
  );
}
