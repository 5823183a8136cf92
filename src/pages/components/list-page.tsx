import type { ComponentChildren, VNode } from 'preact';
import { columnsText } from '../kit/list-address';
import { Page } from '../kit/page';
import { actionLinks, type ActionLink, type Actions, ButtonLink } from './button';
import {
  AddFilter,
  type Chip,
  Chips,
  ClearFilters,
  FilterChoices,
  type QueryFields,
  Results,
  SearchForm,
} from './filters';
import type { Total } from './list-counts';
import { chosenColumns, ListMenus } from './list-menus';
import { useColumns, useKeptHref, useListHref } from './list-state';
import { type Crumb, EmptyState, PageHeader, Tabs } from './page-parts';
import { type Column, Table } from './table';
import type { Pages } from './list-pages';
import { type PagedList, rangeOf, ListPager } from './list-pager';

type IconName = Parameters<typeof EmptyState>[0]['icon'];

/** A value that a filter offers. */
interface FilterValue {
  readonly value: string;
  readonly title: string;
}

interface Filter {
  /** The field of the query. */
  readonly field: string;
  readonly title: string;
  /** Without them, the filter is only shown and removed. */
  readonly values?: readonly FilterValue[];
  /** The form of the search offers them. */
  readonly isInForm?: boolean;
}

interface View {
  /** The value of the field; undefined for all rows. */
  readonly value?: string;
  readonly title: string;
  /** A text such as "more than 10,000" where the count ends. */
  readonly count?: number | string;
  /** If it leaves out filters in force. */
  readonly href?: string;
}

interface Views {
  readonly label: string;
  readonly field: string;
  readonly all: readonly View[];
}

export interface SearchBar {
  readonly label: string;
  readonly placeholder: string;
  readonly filters?: readonly Filter[];
  /** A form for filters by text, among the others. */
  readonly form?: ComponentChildren;
  /** The search is not cleared by a button. */
  readonly hasNoClear?: boolean;
  /** After the filters. */
  readonly more?: ComponentChildren;
}

interface EmptyList {
  readonly icon: IconName;
  readonly title: string;
  readonly text: ComponentChildren;
  /** Adds the first row. */
  readonly add?: ActionLink | false;
}

interface NoMatch {
  readonly title: string;
  readonly text?: ComponentChildren;
  /** Leads to the whole list. */
  readonly showAll: string;
}

export interface ListDescription<T> {
  readonly title: string;
  /** The title of the browser's window, if it says more. */
  readonly windowTitle?: string;
  readonly lead?: ComponentChildren;
  readonly crumbs?: readonly Crumb[];
  readonly actions?: Actions;
  /** Banners or figures above the views. */
  readonly above?: ComponentChildren;
  readonly below?: ComponentChildren;
  readonly path: string;
  /** The filters in force, in the order of the address; `q` is the search text. */
  readonly query: QueryFields;
  /** Fields of the query that are no filters: what shows the whole list has them too. */
  readonly kept?: QueryFields;
  /** The name of the table for screen readers, if it is not the title. */
  readonly label?: string;
  /** Views of the list by one field of the query. */
  readonly views?: Views;
  readonly search?: SearchBar;
  /** There is nothing to search: the page has neither views nor a search. */
  readonly isBlank?: boolean;
  readonly rows: readonly T[];
  /** Without those that are false. */
  readonly columns: readonly (Column<T> | false)[];
  /** Shows the rows otherwise than in a table. */
  readonly view?: (rows: readonly T[]) => VNode;
  /** Puts the table into a form, for the rows that are selected. */
  readonly inForm?: (table: VNode) => VNode;
  /** The order of the rows, such as "newest first"; shown below the table with the range. */
  readonly order: string;
  /** Rows of the whole list, if they were counted. */
  readonly total?: Total;
  /** Remarks after the order. */
  readonly notes?: readonly (string | false)[];
  readonly leavesOutRows?: boolean;
  readonly pages: Pages;
  readonly empty: EmptyList;
  readonly noMatch?: NoMatch;
}

/** A page with one list. */
export function listPage<T>(list: ListDescription<T>): Page {
  return new Page({ title: list.windowTitle ?? list.title, body: <ListPage {...list} />, list: list.path });
}

function ListPage<T>(list: ListDescription<T>): VNode {
  const { title, lead, crumbs, actions, above, below, views, search, isBlank, rows, pages } = list;
  return (
    <>
      <PageHeader title={title} crumbs={crumbs} lead={lead} actions={actionLinks(actions)} />
      {above}
      {views && !isBlank && <ViewTabs {...list} views={views} />}
      {search && !isBlank && <Search {...list} search={search} />}
      {!search && !isBlank && <ListMenus columns={shownTo(list.columns)} />}
      <Results summary={summaryOf(list)} leavesOutRows={list.leavesOutRows}>
        {rows.length === 0 ? <EmptyList {...list} /> : <Rows {...list} />}
        {rows.length === 0 && pages.next && <ListPager {...list} />}
      </Results>
      {below}
    </>
  );
}

/** Announced when a search has replaced the rows. */
function summaryOf<T>(list: ListDescription<T>): string {
  const { rows, pages, noMatch, empty } = list;
  return rows.length === 0 && !pages.next ? (noMatch ?? empty).title : rangeOf(list);
}

export type RowsProps<T> = PagedList<T> & Pick<ListDescription<T>, 'title' | 'label' | 'columns' | 'view' | 'inForm'>;

/** The table with its pager. */
export function Rows<T>(list: RowsProps<T>): VNode {
  const { title, label = title, rows, columns, view, inForm, path } = list;
  const kept = useKeptHref(path);
  const shown = chosenColumns(shownTo(columns), useColumns()).map(({ sort, ...column }) => ({
    ...column,
    sort: sort && { ...sort, href: kept(sort.href) },
  }));
  const table = view?.(rows) ?? <Table label={label} rows={rows} columns={shown} />;
  return (
    <>
      {inForm ? inForm(table) : table}
      <ListPager {...list} />
    </>
  );
}

/** Without those that the viewer may not see. */
function shownTo<T>(columns: readonly (Column<T> | false)[]): Column<T>[] {
  return columns.filter((column) => column !== false);
}

function ViewTabs<T>({ path, query, views }: ListDescription<T> & { readonly views: Views }): VNode {
  const { label, field, all } = views;
  const hrefOf = useListHref();
  const kept = useKeptHref(path);
  const tabs = all.map(({ value, title, count, href }) => ({
    title,
    count,
    href: href === undefined ? hrefOf(path, { ...query, [field]: value }) : kept(href),
    isCurrent: value === query[field],
  }));
  return <Tabs label={label} tabs={tabs} />;
}

function Search<T>(list: ListDescription<T> & { readonly search: SearchBar }): VNode {
  const { path, query, kept, views, search } = list;
  const hrefOf = useListHref();
  const chosen = useColumns();
  const columns = chosen && columnsText(chosen);
  const { label, placeholder, filters = [], form, hasNoClear, more } = search;
  const { q, ...keep } = query;
  const choices = filters.filter(({ values, isInForm }) => values !== undefined && !isInForm);
  const view = views && { [views.field]: query[views.field] };
  const canClear = !hasNoClear && (q ?? filters.find(({ field }) => query[field] !== undefined)) !== undefined;
  return (
    <SearchForm
      action={path}
      label={label}
      placeholder={placeholder}
      value={q ?? ''}
      keep={{ ...kept, ...keep, columns }}
    >
      <Chips
        chips={filters.flatMap((filter) => chipOf(filter, query, (fields) => hrefOf(path, { ...kept, ...fields })))}
      />
      {(choices.length > 0 || form !== undefined) && (
        <AddFilter>
          {choices.map(({ field, title, values = [] }) => (
            <FilterChoices
              key={field}
              title={title}
              choices={values.map((one) => ({
                title: one.title,
                href: hrefOf(path, { ...kept, ...query, [field]: one.value }),
              }))}
            />
          ))}
          {form}
        </AddFilter>
      )}
      {canClear && <ClearFilters href={hrefOf(path, { ...kept, ...view })} />}
      {more}
      <ListMenus columns={shownTo(list.columns)} />
    </SearchForm>
  );
}

function chipOf(
  { field, title, values = [] }: Filter,
  query: QueryFields,
  hrefOf: (fields: QueryFields) => string,
): Chip[] {
  const value = query[field];
  const removeHref = hrefOf({ ...query, [field]: undefined });
  return value === undefined
    ? []
    : [{ field: title, value: values.find((one) => one.value === value)?.title ?? value, removeHref }];
}

/** Says that there are no rows: at all, or none that match. */
function EmptyList<T>({ path, query, kept = {}, isBlank, empty, noMatch }: ListDescription<T>): VNode {
  const hrefOf = useListHref();
  const isFiltered = Object.values(query).some((value) => value !== undefined);
  if (noMatch && !(isBlank ?? !isFiltered)) {
    return (
      <EmptyState
        icon="search"
        title={noMatch.title}
        actions={<ButtonLink href={hrefOf(path, kept)} text={noMatch.showAll} />}
      >
        {noMatch.text}
      </EmptyState>
    );
  }
  const { icon, title, text, add } = empty;
  return (
    <EmptyState icon={icon} title={title} actions={add ? <ButtonLink href={add.href} text={add.title} /> : undefined}>
      {text}
    </EmptyState>
  );
}
