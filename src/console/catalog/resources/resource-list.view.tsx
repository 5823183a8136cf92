import type { VNode } from 'preact';
import type { ResourceStats } from '../../../licensing/resources/resource-stats.service';
import { RESOURCE_STATUSES, type Resource } from '../../../licensing/resources/resource.entity';
import { ButtonLink } from '../../components/button';
import {
  AddFilter,
  type Chip,
  Chips,
  ClearFilters,
  FilterChoices,
  type QueryFields,
  Results,
  SearchForm,
} from '../../components/filters';
import { EmptyState, PageHeader, Tabs } from '../../components/page-parts';
import { type Column, Cut, RowTitle, Table } from '../../components/table';
import { type Figure, Figures, Key, Time } from '../../components/text';
import { formatNumber, formatPercent } from '../../kit/format';
import { Page } from '../../kit/page';
import { texts } from '../../kit/texts';
import { type ListedRows, ListPager, rangeOf } from '../parts';
import type { ResourceListQueryDto } from './resource-list-query.dto';
import {
  importResourcesPath,
  licensePath,
  newResourcePath,
  resourceListPath,
  resourcePath,
  RESOURCES_PATH,
} from './resource-paths';
import { ResourceBadge } from './resource-status';

export interface ResourceListData {
  readonly resources: readonly Resource[];
  readonly total: number;
  readonly query: ResourceListQueryDto;
  readonly stats: ResourceStats;
  readonly canWrite: boolean;
}

/** Types that the filter offers: the most frequent. */
const OFFERED_TYPES = 30;

export function resourceListPage(data: ResourceListData): Page {
  return new Page({ title: texts('resources').title, body: <ResourceList {...data} /> });
}

function ResourceList(data: ResourceListData): VNode {
  const t = texts('resources');
  const { resources, total, query, stats, canWrite } = data;
  const { page, ...filter } = query;
  const listed: ListedRows = { count: resources.length, total, page };
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} actions={canWrite ? <Actions /> : undefined} />
      {stats.total > 0 && (
        <>
          <Figures items={figuresOf(stats)} />
          <Tabs label={t.title} tabs={tabsOf(query)} />
          <Filters {...data} />
        </>
      )}
      <Results summary={rangeOf(listed)}>
        {resources.length === 0 ? (
          <Nothing {...data} />
        ) : (
          <>
            <Table label={t.title} rows={resources} columns={columns()} keyOf={({ id }) => id} />
            <ListPager {...listed} pathOf={(to) => resourceListPath(filter, to)} />
          </>
        )}
      </Results>
    </>
  );
}

function Actions(): VNode {
  const t = texts('resources');
  return (
    <>
      <ButtonLink icon="upload" href={importResourcesPath}>
        {t.import}
      </ButtonLink>
      <ButtonLink look="primary" icon="plus" href={newResourcePath}>
        {t.add}
      </ButtonLink>
    </>
  );
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

function tabsOf({ q, status, type, license }: ResourceListQueryDto) {
  const t = texts('resources');
  const rest = { q, type, license };
  const all = { title: texts('catalog').all, href: resourceListPath(rest), isCurrent: status === undefined };
  const each = RESOURCE_STATUSES.map((one) => ({
    title: t.statuses[one],
    href: resourceListPath({ ...rest, status: one }),
    isCurrent: status === one,
  }));
  return [all, ...each];
}

function Filters({ query: { q, status, type, license }, stats }: ResourceListData): VNode {
  const t = texts('resources');
  const types = stats.byType.map(([name]) => name).filter((name) => name !== '');
  return (
    <SearchForm
      action={RESOURCES_PATH}
      label={t.search}
      placeholder={t.searchHint}
      value={q ?? ''}
      keep={{ status, type, license }}
    >
      <Chips chips={chipsOf({ q, status, type, license })} />
      <AddFilter>
        <FilterChoices
          title={t.type}
          choices={types
            .slice(0, OFFERED_TYPES)
            .map((one) => ({ title: one, href: resourceListPath({ q, status, license, type: one }) }))}
        />
        <LicenseFilter query={{ q, status, type }} />
      </AddFilter>
      {(q ?? type ?? license) !== undefined && <ClearFilters href={resourceListPath({ status })} />}
    </SearchForm>
  );
}

type Filter = Omit<ResourceListQueryDto, 'page'>;

function chipsOf({ q, status, type, license }: Filter): Chip[] {
  const t = texts('resources');
  return [
    ...(type === undefined
      ? []
      : [{ field: t.type, value: type, removeHref: resourceListPath({ q, status, license }) }]),
    ...(license === undefined
      ? []
      : [{ field: t.holderFilter, value: license, removeHref: resourceListPath({ q, status, type }) }]),
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

function columns(): Column<Resource>[] {
  const t = texts('resources');
  return [
    {
      head: t.identifier,
      width: 30,
      onCard: 'title',
      cell: ({ uid, identifier }) => <RowTitle href={resourcePath(uid)} title={identifier} />,
    },
    { head: t.type, width: 20, onCard: 'left', cell: ({ type }) => <Cut text={type} /> },
    { head: texts('catalog').status, onCard: 'status', cell: ({ status }) => <ResourceBadge status={status} /> },
    { head: t.holder, width: 25, onCard: 'wide', cell: (resource) => <Holder resource={resource} /> },
    {
      head: t.since,
      onCard: 'right',
      isRight: true,
      cell: ({ allocation }) => allocation && <Time at={allocation.allocatedAt} as="date" />,
    },
  ];
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

function Nothing({ stats, query: { q } }: ResourceListData): VNode {
  const t = texts('resources');
  if (stats.total === 0) {
    return (
      <EmptyState icon="globe" title={t.empty}>
        {t.emptyText}
      </EmptyState>
    );
  }
  const actions = <ButtonLink href={RESOURCES_PATH}>{texts('catalog').showAll}</ButtonLink>;
  return (
    <EmptyState icon="search" title={t.nothing} actions={actions}>
      {q !== undefined && texts('catalog').nothingFound({ q })}
    </EmptyState>
  );
}
