export const VIEWS_PATH = '/console/views';

/** The query of the whole list, although the list opens with a view. */
const WHOLE = 'saved=none';

/** Fields that are no part of a view: the page, and that of the whole list. */
const NO_PART = new Set(['after', 'before', 'trail', 'page', 'saved']);
const COLUMNS = 'columns';
/** Stands for no column: an empty field would be left out. */
const NO_COLUMN = '-';

/** The part of a list's address that a view keeps: equal for the same search, filters, order and columns. */
export function viewQuery(search: string): string {
  const fields = new URLSearchParams(search);
  const columns = columnsIn(search);
  const kept = [...fields].filter(([name, value]) => value !== '' && name !== COLUMNS && !NO_PART.has(name));
  const all = columns === undefined ? kept : [...kept, [COLUMNS, columnsText(columns)]];
  return new URLSearchParams(
    all.sort(([one = ''], [other = '']) => (one < other ? -1 : Number(one > other))),
  ).toString();
}

/** The chosen columns in their order; undefined for those that the list shows by default. */
export function columnsIn(search: string): readonly string[] | undefined {
  const fields = new URLSearchParams(search).getAll(COLUMNS);
  return fields.length === 0
    ? undefined
    : [...new Set(fields.flatMap((text) => text.split(',')))].filter((name) => /^\w+$/.test(name));
}

/** The value of the field `columns`. */
export function columnsText(columns: readonly string[]): string {
  return columns.join(',') || NO_COLUMN;
}

/** The address of a list with a view. */
export function viewPath(path: string, query: string): string {
  return `${path}?${query || WHOLE}`;
}

/** The part of an address after the path. */
export function searchOf(address: string): string {
  return address.split('?').slice(1).join('?');
}
