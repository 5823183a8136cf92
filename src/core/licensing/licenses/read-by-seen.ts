import type { SelectQueryBuilder } from 'typeorm';
import type { CursorRequest, Page } from '../../common/pagination/page-request';
import type { ListOrder } from '../../common/pagination/sorting';
import type { License } from '../../licenses/licenses/license.entity';
import { invalidCursor } from '../../platform/database/invalid-cursor';
import { cursorsOf } from '../../platform/database/page-cursors';
import { placeIn, sortCursorOf, type SortPlace } from '../../platform/database/sort-cursor';

/** Rows that the query is planned for: for a short page, the planner would walk through the whole index to rare rows. */
const PLANNED_ROWS = 1_000;

/**
 * Reads licenses in the order of the day on which a device was last seen, as of the last count; those without a device are the
 * longest not seen. Licenses that were issued since have no place until the next count.
 */
export async function readBySeen(
  query: SelectQueryBuilder<License>,
  { limit, after, before }: CursorRequest,
  sort: ListOrder,
): Promise<Page<License>> {
  const isBackward = before !== undefined;
  const cursor = before ?? after;
  const direction = (sort.direction === 'ASC') !== isBackward ? 'ASC' : 'DESC';
  query.innerJoin('license_activity', 'seen', 'seen.license_id = license.id');
  if (cursor !== undefined) {
    const { value: day, id } = dayIn(cursor, sort, isBackward ? 'before' : 'after');
    query.andWhere(
      `(seen.last_seen_on, seen.license_id) ${direction === 'ASC' ? '>' : '<'} (CAST(:day AS date), CAST(:fromId AS bigint))`,
      { day, fromId: id },
    );
  }
  const places = await query
    .clone()
    .select('license.id', 'id')
    .addSelect('CAST(seen.last_seen_on AS text)', 'day')
    .orderBy('seen.last_seen_on', direction)
    .addOrderBy('seen.license_id', direction)
    .limit(PLANNED_ROWS)
    .getRawMany<{ id: number; day: string }>();
  const isFirst = cursor === undefined;
  const { rows, ...cursors } = cursorsOf(places.slice(0, limit + 1), { limit, isBackward, isFirst }, ({ id, day }) =>
    sortCursorOf(sort, { value: day, id }),
  );
  const found = await query.where('license.id = ANY (:ids)', { ids: rows.map(({ id }) => id) }).getMany();
  const byId = new Map(found.map((license) => [license.id, license]));
  return { total: null, ...cursors, rows: rows.flatMap(({ id }) => byId.get(id) ?? []) };
}

function dayIn(cursor: string, sort: ListOrder, field: 'after' | 'before'): SortPlace {
  const place = placeIn(cursor, sort, field);
  const { value } = place;
  const isDay = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
  if (!isDay && value !== '-infinity') {
    throw invalidCursor(field);
  }
  return place;
}
