import type { VNode } from 'preact';
import type { ResourceStats } from '../../../licensing/resources/resource-stats.service';
import { RESOURCE_STATUSES, type Resource } from '../../../licensing/resources/resource.entity';
import type { QueryFields } from '../../components/filters';
import { Cut, RowTitle } from '../../components/table';
import { type Figure, Figures, Key, Time } from '../../components/text';
import { formatNumber, formatPercent } from '../../../i18n/format';
import type { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import type { ResourceListQueryDto } from './resource-list-query.dto';
import { importResourcesPath, licensePath, newResourcePath, resourcePath, RESOURCES_PATH } from './resource-paths';
import { ResourceBadge } from './resource-status';
import { listPage } from '../../components/list-page';
import { addLink } from '../../components/button';
import { listed, noMatch } from '../parts';

export interface ResourceListData {
  readonly resources: readonly Resource[];
  readonly total: number;
  readonly query: ResourceListQueryDto;
  readonly stats: ResourceStats;
  readonly canWrite: boolean;
}

/** Types that the filter offers: the most frequent. */
const OFFERED_TYPES = 30;

export function resourceListPage({ resources, total, query, stats, canWrite }: ResourceListData): Page {
  const [t, c] = [texts('resources'), texts('catalog')];
  const { page, q, status, type, license } = query;
  const isBlank = stats.total === 0;
  const statuses = RESOURCE_STATUSES.map((value) => ({ value, title: t.statuses[value] }));
  const types = stats.byType.map(([value]) => ({ value, title: value })).filter(({ value }) => value !== '');
  return listPage({
    title: t.title,
    lead: t.lead,
    actions: [
      canWrite && { title: t.import, href: importResourcesPath, icon: 'upload' },
      canWrite && addLink(t.add, newResourcePath),
    ],
    above: !isBlank && <Figures items={figuresOf(stats)} />,
    path: RESOURCES_PATH,
    query: { q, status, type, license },
    views: { label: t.title, field: 'status', all: [{ title: c.all }, ...statuses] },
    search: {
      label: t.search,
      placeholder: t.searchHint,
      filters: [
        { field: 'type', title: t.type, values: types.slice(0, OFFERED_TYPES) },
        { field: 'license', title: t.holderFilter },
      ],
      form: <LicenseFilter query={{ q, status, type }} />,
    },
    isBlank,
    rows: resources,
    columns: [
      {
        head: t.identifier,
        width: 30,
        onCard: 'title',
        cell: ({ uid, identifier }) => <RowTitle href={resourcePath(uid)} title={identifier} />,
      },
      { head: t.type, width: 20, onCard: 'left', cell: (resource) => <Cut text={resource.type} /> },
      { head: c.status, onCard: 'status', cell: (resource) => <ResourceBadge status={resource.status} /> },
      { head: t.holder, width: 25, onCard: 'wide', cell: (resource) => <Holder resource={resource} /> },
      {
        head: t.since,
        onCard: 'right',
        isRight: true,
        cell: ({ allocation }) => allocation && <Time at={allocation.allocatedAt} as="date" />,
      },
    ],
    ...listed(resources.length, total, page),
    empty: { icon: 'globe', title: t.empty, text: t.emptyText },
    noMatch: noMatch(t.nothing, q),
  });
}

function figuresOf({ total, allocated, available, byType }: ResourceStats): Figure[] {
  const t = texts('resources');
  return [
    {
      label: t.total,
      value: formatNumber(total),
      of: t.ofTypes({ count: byType.length, number: formatNumber(byType.length) }),
    },
    {
      label: t.statuses.allocated,
      value: formatNumber(allocated),
      of: t.allocatedOf({ share: formatPercent(allocated / Math.max(total, 1)) }),
    },
    { label: t.statuses.available, value: formatNumber(available), of: t.availableOf },
  ];
}

/** A small form: a license is found by its key. */
function LicenseFilter({ query }: { readonly query: QueryFields }): VNode {
  const t = texts('resources');
  const kept = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return (
    <form class="filter-form" method="get" action={RESOURCES_PATH}>
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label for="filter-license">{t.holderFilter}</label>
      <input
        class="input mono"
        id="filter-license"
        name="license"
        placeholder={t.holderFilterHint}
        autoComplete="off"
      />
      <button class="btn btn-default" type="submit">
        {t.holderApply}
      </button>
    </form>
  );
}

/** The license that holds a resource. */
export function Holder({ resource: { allocation } }: { readonly resource: Resource }): VNode {
  return allocation ? (
    <a class="holder" href={licensePath(allocation.licenseUid)}>
      <Key value={allocation.licenseKey} isCut />
    </a>
  ) : (
    <span class="unset">{texts('resources').nobody}</span>
  );
}
