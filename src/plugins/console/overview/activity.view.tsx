import type { VNode } from 'preact';
import { type Bar, Bars } from '../../../pages/components/bars';
import { CHART_SPANS } from '../../../pages/components/chart-steps';
import { LiveStatus, Refreshed } from '../../../pages/components/live';
import { PageHeader, Section } from '../../../pages/components/page-parts';
import { Segmented } from '../../../pages/components/segmented';
import { Figures, type Figure } from '../../../pages/components/text';
import { formatNumber, formatPercent, texts, viewer } from '../../../core/i18n';
import { Page } from '../../../pages/kit/page';
import type { Part } from '../../../pages/kit/part';
import type { VerdictCounts, VerdictSeries } from '../../../core/licensing/internal';
import { refusalsPath } from './attention';
import { SeatChart, VerdictChart } from './charts';
import { activityPath, type ActivityQueryDto } from './overview-query.dto';
import type { Activity } from './overview.service';
import { PartFailed } from './part-failed';

/** A longer span changes less in ten seconds. */
const REFRESH_SECONDS = { '24h': 10, '7d': 30, '30d': 60 };
const LISTED_CODES = 5;

interface ActivityProps {
  readonly activity: Activity;
  readonly query: ActivityQueryDto;
}

/** The requests of programs and the seats over time. */
export function activityPage(props: ActivityProps): Page {
  return new Page({ title: texts('overview').activity, body: <ActivityBody {...props} /> });
}

function ActivityBody(props: ActivityProps): VNode {
  const { query } = props;
  return (
    <Refreshed seconds={REFRESH_SECONDS[query.span]} from={activityPath(query)}>
      <Header query={query} />
      <div data-live="figures">
        <Numbers {...props} />
      </div>
      <div class="overview-pair">
        <VerdictSection {...props} />
        <SeatSection {...props} />
        <RefusalSection {...props} />
      </div>
    </Refreshed>
  );
}

function Header({ query }: { readonly query: ActivityQueryDto }): VNode {
  const t = texts('overview');
  const segments = CHART_SPANS.map((span) => ({
    title: t.spans[span],
    href: activityPath({ ...query, span }),
    isCurrent: span === query.span,
  }));
  return (
    <PageHeader
      title={t.activity}
      lead={t.activityLead({ zone: viewer().zone })}
      actions={
        <>
          <LiveStatus href={activityPath(query)} />
          <Segmented label={t.span} segments={segments} />
        </>
      }
    />
  );
}

function Numbers({ activity: { inUse, verdicts }, query }: ActivityProps): VNode {
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
      {!inUse && <PartFailed href={activityPath(query)} />}
    </>
  );
}

function refusedShare({ usable, refused }: VerdictCounts): string {
  return formatPercent(refused / Math.max(usable + refused, 1));
}

function VerdictSection({ activity: { verdicts }, query }: ActivityProps): VNode {
  const t = texts('overview');
  return (
    <Section
      id="verdicts"
      title={t.per[query.span]}
      link={{ title: t.openAudit, href: '/console/audit?tab=verdicts' }}
      isLive
    >
      {verdicts ? <VerdictChart series={verdicts} query={query} /> : <PartFailed href={activityPath(query)} />}
    </Section>
  );
}

function SeatSection({ activity: { seats }, query }: ActivityProps): VNode {
  const t = texts('overview');
  return (
    <Section id="seats" title={t.seatsPerDay} link={{ title: t.devices, href: '/console/devices' }} isLive>
      {seats ? <SeatChart series={seats} query={query} /> : <PartFailed href={activityPath(query)} />}
    </Section>
  );
}

function RefusalSection({ activity: { verdicts }, query }: ActivityProps): VNode {
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

function RefusalBars({ verdicts, query }: { verdicts: Part<VerdictSeries>; query: ActivityQueryDto }): VNode {
  const t = texts('overview');
  if (!verdicts) {
    return <PartFailed href={activityPath(query)} />;
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
