import type { VNode } from 'preact';
import type { Page as Rows } from '../../../core/common';
import { formatNumber, formatPercent, texts } from '../../../core/i18n';
import type { ResourceAllocation } from '../resource-allocation.entity';
import type { ResourceStats } from '../resource-stats.service';
import { RESOURCE_STATUSES, type Resource } from '../resource.entity';
import { addLink, ButtonLink, PostButton } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import type { QueryFields } from '../../../pages/components/filters';
import { listPage } from '../../../pages/components/list-page';
import { ListPager } from '../../../pages/components/list-pager';
import { Section } from '../../../pages/components/page-parts';
import { type Column, Cut, RowTitle } from '../../../pages/components/table';
import { DescriptionList, type Figure, Figures, Key, Time } from '../../../pages/components/text';
import type { Page } from '../../../pages/kit/page';
import type { ResourceListQueryDto } from './resource-query.dto';
import { listed, noMatch, TableSection } from '../../../pages/components/record-parts';
import { crumbsOf, Holder, HolderLink, ResourceBadge, resourcePath, RESOURCES_PATH } from './resource-parts';

interface ResourceListData {
  readonly resources: Rows<Resource>;
  readonly query: ResourceListQueryDto;
  readonly stats: ResourceStats;
  readonly canWrite: boolean;
}

/** Types that the filter offers: the most frequent. */
const OFFERED_TYPES = 30;

export function resourceListPage({ resources, query, stats, canWrite }: ResourceListData): Page {
  const t = texts('resources');
  const { page, q, status, type, license } = query;
  const isBlank = stats.total === 0;
  const statuses = RESOURCE_STATUSES.map((value) => ({ value, title: t.statuses[value] }));
  const types = stats.byType.map(([value]) => ({ value, title: value })).filter(({ value }) => value !== '');
  return listPage({
    title: t.title,
    lead: t.lead,
    actions: [
      canWrite && { title: t.import, href: `${RESOURCES_PATH}/import`, icon: 'upload' },
      canWrite && addLink(t.add, `${RESOURCES_PATH}/new`),
    ],
    above: !isBlank && <Figures items={figuresOf(stats)} />,
    path: RESOURCES_PATH,
    query: { q, status, type, license },
    views: { label: t.title, field: 'status', all: [{ title: t.all }, ...statuses] },
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
    columns: [
      {
        head: t.identifier,
        width: 30,
        onCard: 'title',
        cell: ({ uid, identifier }) => <RowTitle href={resourcePath(uid)} title={identifier} />,
      },
      { name: 'type', head: t.type, width: 20, onCard: 'left', cell: (resource) => <Cut text={resource.type} /> },
      { head: t.status, onCard: 'status', cell: (resource) => <ResourceBadge status={resource.status} /> },
      { name: 'holder', head: t.holder, width: 25, onCard: 'wide', cell: (resource) => <Holder resource={resource} /> },
      {
        name: 'since',
        head: t.since,
        onCard: 'right',
        isRight: true,
        cell: ({ allocation }) => allocation && <Time at={allocation.allocatedAt} as="date" />,
      },
    ],
    ...listed(resources, page),
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
  return (
    <form class="filter-form" method="get" action={RESOURCES_PATH}>
      {Object.entries(query).map(
        ([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
      )}
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

/** @param page of the history */
export function resourcePage(
  resource: Resource,
  history: Rows<ResourceAllocation>,
  page: number,
  canWrite: boolean,
): Page {
  const t = texts('resources');
  const c = texts('catalog');
  const path = resourcePath(resource.uid);
  const { rows, order, pages } = listed(history, page);
  return detailPage({
    title: resource.identifier,
    crumbs: crumbsOf(),
    lead: (
      <>
        {resource.type} <ResourceBadge status={resource.status} />
      </>
    ),
    actions: canWrite && <Actions resource={resource} />,
    main: (
      <TableSection
        id="history"
        title={t.history}
        note={t.historyNote}
        rows={rows}
        columns={historyColumns()}
        empty={t.noHistory}
      >
        {(pages.previous ?? pages.next) && <ListPager {...{ rows, order, pages, path }} query={{}} />}
      </TableSection>
    ),
    sidebar: (
      <Section id="details" title={t.details}>
        <DescriptionList
          items={[
            { term: t.type, value: resource.type },
            { term: t.holder, value: <Holder resource={resource} /> },
            { term: t.number, value: String(resource.id) },
            { term: c.created, value: <Time at={resource.createdAt} as="date" /> },
            { term: c.changed, value: <Time at={resource.updatedAt} /> },
          ]}
        />
      </Section>
    ),
  });
}

function Actions({ resource: { uid, status } }: { readonly resource: Resource }): VNode {
  const [t, c] = [texts('resources'), texts('catalog')];
  const path = resourcePath(uid);
  const isHeld = status === 'allocated';
  return (
    <>
      {!isHeld && <ButtonLink look="danger" icon="trash-2" href={`${path}/delete`} text={c.remove} />}
      <ButtonLink icon="pencil" href={`${path}/edit`} text={c.edit} />
      {isHeld ? (
        <PostButton icon="unlink" action={`${path}/release`} text={t.release} />
      ) : (
        <ButtonLink look="primary" icon="link" href={`${path}/allocate`} text={t.allocate} />
      )}
    </>
  );
}

function historyColumns(): Column<ResourceAllocation>[] {
  const t = texts('resources');
  return [
    {
      head: t.license,
      width: 40,
      onCard: 'wide',
      cell: ({ licenseId, licenseUid, licenseKey }) =>
        licenseId === null ? <Key value={licenseKey} isCut /> : <HolderLink uid={licenseUid} licenseKey={licenseKey} />,
    },
    { head: t.from, onCard: 'left', cell: ({ allocatedAt }) => <Time at={allocatedAt} /> },
    {
      head: t.until,
      onCard: 'right',
      isRight: true,
      cell: ({ releasedAt }) =>
        releasedAt === null ? <span class="unset">{t.stillHeld}</span> : <Time at={releasedAt} />,
    },
  ];
}
