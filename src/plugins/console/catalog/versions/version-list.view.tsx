import type { VNode } from 'preact';
import type { ProductVersion } from '../../../../core/catalog';
import { formatDay, formatNumber, texts } from '../../../../core/i18n';
import { addLink } from '../../../../pages/components/button';
import { type Bar, Bars } from '../../../../pages/components/bars';
import { Chart } from '../../../../pages/components/chart';
import { DetailColumns } from '../../../../pages/components/detail-page';
import { withQuery } from '../../../../pages/components/filters';
import { listPage } from '../../../../pages/components/list-page';
import { Section } from '../../../../pages/components/page-parts';
import type { Page } from '../../../../pages/kit/page';
import { type VersionListQueryDto, VERSION_FILTERS } from './version-query.dto';
import { listed, noMatch } from '../../../../pages/components/record-parts';
import { crumbsOf as crumbsOfProduct } from '../products/product-parts';
import { Rollout } from './rollout-parts';
import type { VersionListFacts } from './version-list.service';
import { versionColumns, versionPath, versionsPath } from './version-parts';

interface VersionListData extends VersionListFacts {
  readonly query: VersionListQueryDto;
  readonly canWrite: boolean;
}

/** Versions that devices run, beside those with a name of their own. */
const MOST_BARS = 6;
const LABEL_EVERY = 7;

export function versionListPage(data: VersionListData): Page {
  const { product, versions, channels, rolling, use, downloads, query, canWrite } = data;
  const t = texts('versions');
  const { page, q, status, channel } = query;
  const path = versionsPath(product.uid);
  const all = { title: texts('words').all, count: channels.reduce((sum, { count }) => sum + count, 0) };
  const devices = new Map(
    use.versions.flatMap((used) => (used.version === null ? [] : [[used.version, used.devices]])),
  );
  return listPage({
    windowTitle: t.listTitle({ product: product.name }),
    title: t.title,
    lead: t.devicesSeen({ product: product.name, count: use.devices }),
    crumbs: crumbsOfProduct(product),
    actions: [canWrite && addLink(t.add, `${path}/new`)],
    above: rolling.map((version) => (
      <Rollout key={version.uid} product={product.uid} version={version} canWrite={canWrite} use={use} />
    )),
    path,
    query: { q, status, channel },
    views: {
      label: t.channel,
      field: 'channel',
      all: [all, ...channels.map(({ channel: value, count }) => ({ value, title: value, count }))],
    },
    search: {
      label: t.search,
      placeholder: t.searchHint,
      filters: [
        {
          field: 'status',
          title: t.status,
          values: VERSION_FILTERS.map((value) => ({ value, title: t.states[value] })),
        },
      ],
    },
    columns: versionColumns(product.uid, { devices, downloads }),
    ...listed(versions, page),
    empty: { icon: 'package', title: t.emptyTitle, text: t.emptyText },
    noMatch: noMatch(t.nothing, q),
    below: versions.rows.length > 0 && (
      <DetailColumns sidebar={<UseSection {...data} />}>
        <DownloadSection {...data} />
      </DetailColumns>
    ),
  });
}

function DownloadSection({ product, chart, query }: VersionListData): VNode {
  const t = texts('versions');
  const { version, days } = chart;
  const isTable = query.table === 'downloads';
  const own = days.reduce((sum, day) => sum + day.own, 0);
  const others = days.reduce((sum, day) => sum + day.others, 0);
  const series = [
    { title: version ?? t.title, figure: 'downloads', total: own },
    { title: t.otherVersions, figure: 'otherDownloads', total: others },
  ] as const;
  return (
    <Section id="downloads" title={t.downloadsPerDay} note={t.lastDays({ days: days.length })}>
      <Chart
        id="download-chart"
        label={`${t.downloadsPerDay}: ${series.map(({ title, total }) => `${title} ${formatNumber(total)}`).join(', ')}`}
        kind="stacked"
        series={series}
        columns={days.map(({ day, own: mine, others: rest }, index) => ({
          title: formatDay(day),
          label: (days.length - 1 - index) % LABEL_EVERY === 0 ? formatDay(day) : undefined,
          values: [mine, rest],
        }))}
        stepTitle={t.day}
        isTable={isTable}
        otherHref={withQuery(versionsPath(product.uid), { table: isTable ? undefined : 'downloads' })}
      >
        {t.downloadsCaption}
      </Chart>
    </Section>
  );
}

function UseSection({ product, use, versions }: VersionListData): VNode {
  const t = texts('versions');
  const note = use.isPartial ? t.useNotePartial({ devices: formatNumber(use.devices) }) : t.useNote;
  const shown = use.versions.slice(0, MOST_BARS).map((used): Bar => {
    const known = versions.rows.find(({ version }: ProductVersion) => version === used.version);
    return {
      title: used.version ?? t.unreported,
      href: known && versionPath(product.uid, known.uid),
      count: used.devices,
    };
  });
  const rest = use.versions.slice(MOST_BARS);
  const others = rest.reduce((sum, { devices }) => sum + devices, 0);
  const bars = rest.length === 0 ? shown : [...shown, { title: t.moreVersions({ count: rest.length }), count: others }];
  return (
    <Section id="use" title={t.whatDevicesRun} note={note}>
      {bars.length === 0 ? <p class="unset">{t.noDevices}</p> : <Bars bars={bars} figure="devices" />}
    </Section>
  );
}
