import { createContext, type VNode } from 'preact';
import { useContext } from 'preact/hooks';
import type { VisibleView } from '../../core/identity';
import { columnsIn, columnsText, searchOf, viewPath } from '../kit/list-address';
import { type QueryFields, withQuery } from './filters';

/** The address of the list that is shown, and its saved views. */
export interface ListState {
  /** Name of the list. */
  readonly list: string;
  readonly path: string;
  /** The list has other addresses, too. */
  readonly isPlace: boolean;
  /** The search, filters, order and columns of the address, as a view keeps them. */
  readonly query: string;
  readonly views: readonly VisibleView[];
}

/** Undefined on pages whose list has no views. */
export const ListStateContext = createContext<ListState | undefined>(undefined);

export function useListState(): ListState | undefined {
  return useContext(ListStateContext);
}

/** The chosen columns; undefined for those that the list shows by default. */
export function useColumns(): readonly string[] | undefined {
  return columnsIn(useListState()?.query ?? '');
}

/** Makes addresses of the list: they keep the chosen columns, and the whole list is not taken for the view it opens with. */
export function useListHref(): (path: string, fields: QueryFields) => string {
  const state = useListState();
  const columns = useColumns();
  return (path, fields) => {
    const href = withQuery(path, { ...fields, columns: columns && columnsText(columns) });
    return href === path && state?.views.some(({ isDefault }) => isDefault) ? viewPath(path, '') : href;
  };
}

/** Makes an address of the list such as `useListHref` does; other addresses stay. */
export function useKeptHref(path: string): (href: string) => string {
  const hrefOf = useListHref();
  return (href) =>
    href.split('?', 1)[0] === path ? hrefOf(path, Object.fromEntries(new URLSearchParams(searchOf(href)))) : href;
}

/** The chosen columns, for a form that leads to the list. */
export function KeptColumns(): VNode | null {
  const columns = useColumns();
  return columns ? <input type="hidden" name="columns" value={columnsText(columns)} /> : null;
}
