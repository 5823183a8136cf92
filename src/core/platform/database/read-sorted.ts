import { type ObjectLiteral, type SelectQueryBuilder, TypeORMError } from 'typeorm';
import type { CursorRequest, Page } from '../../common/pagination/page-request';
import type { ListOrder } from '../../common/pagination/sorting';
import { invalidCursor } from './invalid-cursor';
import { orderedIds } from './newest-ids';
import { cursorsOf } from './page-cursors';
import { placeIn, sortCursorOf, type SortPlace } from './sort-cursor';

interface SortedColumn {
  /** SQL, never null. */
  readonly sql: string;
  readonly type: 'timestamptz' | 'varchar' | 'bigint' | 'double precision';
}

/** Reads a page of a query in the order of a column and the id. */
export async function readSorted<T extends ObjectLiteral & { id: number }>(
  query: SelectQueryBuilder<T>,
  { limit, after, before }: CursorRequest,
  sort: ListOrder,
): Promise<Page<T>> {
  const isBackward = before !== undefined;
  const cursor = before ?? after;
  const direction = (sort.direction === 'ASC') !== isBackward ? 'ASC' : 'DESC';
  const nulls = sort.hasNullsFirst ? (direction === 'ASC' ? 'NULLS FIRST' : 'NULLS LAST') : undefined;
  const { sql, type } = columnOf(query, sort);
  const id = `${query.alias}.id`;
  if (cursor !== undefined) {
    const { value, id: fromId } = placeOf(cursor, sort, type, isBackward ? 'before' : 'after');
    query.andWhere(
      `(${sql}, ${id}) ${direction === 'ASC' ? '>' : '<'} (CAST(:fromValue AS ${type}), CAST(:fromId AS bigint))`,
      {
        fromValue: value,
        fromId,
      },
    );
  }
  const ids = orderedIds(query, limit + 1, { direction, by: sql, nulls });
  const rows = await query
    .where(`${id} = ANY (ARRAY(${ids}))`)
    .orderBy(sql, direction, nulls)
    .addOrderBy(id, direction)
    .getMany();
  const cursors = cursorsOf(rows, { limit, isBackward, isFirst: cursor === undefined }, (row) =>
    sortCursorOf(sort, { value: valueOf(row, sort), id: row.id }),
  );
  return { total: null, ...cursors };
}

const TYPES: Readonly<Record<string, SortedColumn['type']>> = {
  timestamptz: 'timestamptz',
  varchar: 'varchar',
  text: 'varchar',
  integer: 'bigint',
  bigint: 'bigint',
};

function columnOf<T extends ObjectLiteral>(
  { alias, expressionMap }: SelectQueryBuilder<T>,
  { property, whenNull }: ListOrder,
): SortedColumn {
  const column = expressionMap.mainAlias?.metadata.findColumnWithPropertyName(property);
  const type = TYPES[String(column?.type)];
  if (!column || !type || (column.isNullable && whenNull === undefined)) {
    throw new TypeORMError(`A list cannot be sorted by ${alias}.${property}`);
  }
  const sql = `${alias}.${property}`;
  return { sql: whenNull === undefined ? sql : `coalesce(${sql}, '${whenNull}')`, type };
}

function placeOf(cursor: string, sort: ListOrder, type: SortedColumn['type'], field: 'after' | 'before'): SortPlace {
  const place = placeIn(cursor, sort, field);
  const { value } = place;
  const isOfType =
    type === 'timestamptz'
      ? typeof value === 'string' && (value === sort.whenNull || isInstant(value))
      : typeof value === (type === 'varchar' ? 'string' : 'number');
  if (!isOfType) {
    throw invalidCursor(field);
  }
  return place;
}

function isInstant(text: string): boolean {
  const instant = new Date(text);
  return !Number.isNaN(instant.getTime()) && instant.toISOString() === text;
}

function valueOf(row: ObjectLiteral, { property, whenNull }: ListOrder): SortPlace['value'] {
  const value = (row[property] ?? whenNull ?? null) as Date | SortPlace['value'];
  return value instanceof Date ? value.toISOString() : value;
}
