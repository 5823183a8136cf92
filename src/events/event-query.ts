import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { foundAmongNewest, searchPattern } from '../platform/database/like-pattern';
import { Event } from '../platform/records/event.entity';

export interface Target {
  readonly type: string;
  readonly id: string;
}

export interface EventFilter {
  readonly name?: string;
  readonly target?: Partial<Target>;
  /** Part of the name or the target's id. */
  readonly q?: string;
}

/** Numbered events that match the filter. */
export function eventQuery(manager: EntityManager, { name, target, q }: EventFilter): SelectQueryBuilder<Event> {
  const query = manager.createQueryBuilder(Event, 'record').where('record.sequence IS DISTINCT FROM 0');
  if (q !== undefined) {
    query.andWhere('(record.name ILIKE :q OR record.targetId ILIKE :q)', { q: searchPattern(q) });
  }
  return withFilters(query, { name, targetType: target?.type, targetId: target?.id });
}

/** Numbered events that match the filter; a search looks through the newest. */
export function newestEventQuery(manager: EntityManager, { q, ...filter }: EventFilter): SelectQueryBuilder<Event> {
  const query = eventQuery(manager, filter);
  return q === undefined ? query : query.andWhere(FOUND_AMONG_NEWEST, { q: searchPattern(q) });
}

const FOUND_AMONG_NEWEST = foundAmongNewest({
  alias: 'record',
  table: 'events',
  match: 'newest.name ILIKE :q OR newest.target_id ILIKE :q',
});

/** Adds a condition for each filter that has a value. */
export function withFilters<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  filters: Readonly<Record<string, string | undefined>>,
): SelectQueryBuilder<T> {
  for (const [column, value] of Object.entries(filters)) {
    if (value !== undefined) {
      query.andWhere(`${query.alias}.${column} = :${column}`, { [column]: value });
    }
  }
  return query;
}
