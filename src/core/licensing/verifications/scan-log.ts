import type { Page } from '../../common/pagination/page-request';
import type { Direction } from '../../platform/database/read-in-direction';
import { cursorAt, type LogPlace, placeIn } from './log-place';

/** Adds a parameter to a statement and returns its placeholder. */
export type Bind = (value: unknown) => string;

/** A row of the page, or none; with the last row that the statement looked at. */
export type FoundRow<T> = (T | { readonly id: null }) & {
  readonly lastAt: Date | null;
  readonly lastId: number | null;
  readonly examined: number;
};

interface Scan {
  /** Rows that are looked at. */
  readonly examined: number;
  readonly limit: number;
  readonly direction: Direction;
}

/** Conditions on the time of rows. */
export function spanOf({ from, until }: { readonly from?: Date; readonly until?: Date }, bind: Bind): string[] {
  return [
    ...(from === undefined ? [] : [`at >= ${bind(from)}`]),
    ...(until === undefined ? [] : [`at < ${bind(until)}`]),
  ];
}

/** Conditions on rows that follow a cursor. */
export function beyond(cursor: string | undefined, direction: Direction, bind: Bind): string[] {
  const place = placeIn(cursor);
  if (!place) {
    return [];
  }
  const at = bind(place.at);
  const sign = direction === 'ASC' ? '>' : '<';
  // The first condition leaves out the partitions of the pages before.
  return [`at ${sign}= ${at}`, `(at ${sign} ${at} OR id ${sign} ${bind(place.id)})`];
}

/** A WHERE clause; empty without conditions. */
export function whereOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}

/**
 * Reads a page of rows with `at` and `id` that are read from several indexes and filtered by conditions that no index covers.
 * @param branches statements of the same columns, each without order, whose order an index provides
 * @param matching conditions on the rows that are looked at
 * @param columns of the page, of `record`
 */
export function scanStatement(
  branches: readonly string[],
  matching: readonly string[],
  columns: string,
  { examined, limit, direction }: Scan,
): string {
  const [inOrder, fromTheEnd] = direction === 'ASC' ? [OLDEST_FIRST, NEWEST_FIRST] : [NEWEST_FIRST, OLDEST_FIRST];
  const first = branches.map((branch) => `(${branch} ${inOrder} LIMIT ${examined})`);
  return `
    WITH examined AS MATERIALIZED (
      SELECT * FROM (${first.join(' UNION ALL ')}) AS first ${inOrder} LIMIT ${examined}
    ), found AS (SELECT * FROM examined ${whereOf(matching)} ${inOrder} LIMIT ${limit})
    SELECT "lastAt", "lastId", last.examined, record.*
    FROM (SELECT (SELECT count(*)::integer FROM examined) AS examined) AS last
    LEFT JOIN (SELECT at AS "lastAt", id AS "lastId" FROM examined ${fromTheEnd} LIMIT 1) AS furthest ON true
    LEFT JOIN (SELECT ${columns} FROM found AS record) AS record ON true ${inOrder}`;
}

const NEWEST_FIRST = 'ORDER BY at DESC, id DESC';
const OLDEST_FIRST = 'ORDER BY at, id';

/** @param examined rows that the statement looks at */
export function pageOfScan<T extends LogPlace>(
  found: readonly FoundRow<T>[],
  limit: number,
  examined: number,
): Page<T> {
  const all = found.filter((row): row is FoundRow<T> & T => row.id !== null);
  const rows = all.slice(0, limit);
  const last = rows.at(-1);
  if (all.length > limit && last) {
    return { rows, total: null, next: cursorAt(last) };
  }
  const [end] = found;
  const hasMore = end?.examined === examined && end.lastAt !== null && end.lastId !== null;
  return { rows, total: null, next: hasMore ? cursorAt({ at: end.lastAt, id: end.lastId }) : null };
}
