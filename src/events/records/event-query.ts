import type { DataSource, EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { foundAmongNewest, searchPattern } from '../../platform/database/like-pattern';
import { Event } from '../../platform/records/event.entity';

export interface Target {
  readonly type: string;
  readonly id: string;
}

/** A span of time. */
export interface Span {
  readonly from?: Date;
  /** Exclusive. */
  readonly until?: Date;
}

/** Targets whose IDs in records are names or keys. Those of all others are in a column `uid`. */
const TARGETS_WITHOUT_UID = ['settings', 'signing_keys', 'user_sessions'];

/** A target without a type may have any of these: tables of entities. */
export function targetTypes({ entityMetadatas }: DataSource): string[] {
  return entityMetadatas
    .filter(({ tableName, propertiesMap }) => 'uid' in propertiesMap || TARGETS_WITHOUT_UID.includes(tableName))
    .map(({ tableName }) => tableName);
}

export interface EventFilter extends Span {
  readonly name?: string;
  readonly target?: Partial<Target>;
  /** Part of the name or the target's id. */
  readonly q?: string;
}

/** Numbered events that match the filter. */
export function eventQuery(manager: EntityManager, filter: EventFilter): SelectQueryBuilder<Event> {
  const { name, target, q } = filter;
  const query = manager.createQueryBuilder(Event, 'record').where('record.sequence IS DISTINCT FROM 0');
  if (q !== undefined) {
    query.andWhere('(record.name ILIKE :q OR record.targetId ILIKE :q)', { q: searchPattern(q) });
  }
  return withTarget(withSpan(withFilters(query, { name }), filter), target);
}

/** Numbered events that match the filter; a search scans the newest. */
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

export function withTarget<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  { type, id }: Partial<Target> = {},
): SelectQueryBuilder<T> {
  if (type === undefined && id !== undefined) {
    // The index begins with the type.
    query.andWhere(`${query.alias}.targetType = ANY (:targetTypes)`, {
      targetTypes: targetTypes(query.dataSource),
    });
  }
  return withFilters(query, { targetType: type, targetId: id });
}

/** Ids are in the order of the times, but for the duration of a transaction and the differences between clocks of nodes. */
const DISORDER_MS = 3_600_000;

/** Rows of a span of time. It is a span of ids as well, so that a walk in the order of the list begins and ends with it. */
export function withSpan<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  { from, until }: Span,
): SelectQueryBuilder<T> {
  const { alias } = query;
  const table = query.expressionMap.mainAlias?.metadata.tableName;
  if (from) {
    const first = `SELECT id FROM ${table} WHERE at < :before ORDER BY at DESC, id DESC LIMIT 1`;
    const before = new Date(from.getTime() - DISORDER_MS);
    query.andWhere(`${alias}.at >= :from AND ${alias}.id >= COALESCE((${first}), 0)`, { from, before });
  }
  if (until) {
    const last = `SELECT id FROM ${table} WHERE at > :later ORDER BY at, id LIMIT 1`;
    const later = new Date(until.getTime() + DISORDER_MS);
    query.andWhere(`${alias}.at < :until AND ${alias}.id <= COALESCE((${last}), ${Number.MAX_SAFE_INTEGER})`, {
      until,
      later,
    });
  }
  return query;
}
