import { isUUID } from 'class-validator';
import type { DataSource, EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { foundAmongNewest, searchPattern } from '../../platform/database/like-pattern';
import { Event } from '../../platform/records/event.entity';
import type { OneOrMore } from '../../common/pagination/any-of';
import { whereAnyOf } from '../../platform/database/any-of';

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

/** Conditions of a list of events, all optional. */
export interface EventFilter extends Span {
  readonly name?: OneOrMore<string>;
  readonly target?: Partial<Target>;
  /** Part of the name or the target's id. */
  readonly q?: string;
  /** Ids of products: only their events, those whose `data.product` is one of them. */
  readonly products?: readonly number[];
}

/** Place in the order of commits. */
export const PLACE = 'COALESCE(record.sequence, record.id)';

/** Condition of the events of some products, which an index serves in the order of their places. */
export function ofProducts(data: string, products: readonly number[], parameter = ':products') {
  const values = products.map(String);
  return {
    condition: `(${data} ->> 'product_id') = ${values.length === 1 ? parameter : `ANY (${parameter})`}`,
    value: values.length === 1 ? values[0] : values,
  };
}

/** Numbered events that match the filter. */
export function eventQuery(manager: EntityManager, filter: EventFilter): SelectQueryBuilder<Event> {
  const { name, target, q, products } = filter;
  const query = manager.createQueryBuilder(Event, 'record').where('record.sequence IS DISTINCT FROM 0');
  if (products) {
    const { condition, value } = ofProducts('record.data', products);
    query.andWhere(condition, { products: value });
  }
  if (q !== undefined) {
    query.andWhere('(record.name ILIKE :q OR record.targetId ILIKE :q)', { q: searchPattern(q) });
  }
  return withTarget(withSpan(whereAnyOf(query, { name }), filter), target);
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

/** Parses the target of a search: `licenses`, `licenses:<id>`, or the uuid alone. */
export function targetIn(text: string | undefined): Partial<Target> | undefined {
  if (text === undefined || isUUID(text)) {
    return text === undefined ? undefined : { id: text };
  }
  const [type, ...id] = text.split(':');
  return { type, id: id.length > 0 ? id.join(':') : undefined };
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
  return whereAnyOf(query, { targetType: type, targetId: id });
}

/** Ids are in the order of the times, but for the duration of a transaction and the differences between clocks of nodes. */
const DISORDER_MS = 3_600_000;

/** Rows of a span of time. */
export function withSpan<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, span: Span): SelectQueryBuilder<T> {
  const { alias } = query;
  const table = query.expressionMap.mainAlias?.metadata.tableName ?? alias;
  let bound = 0;
  const bind = (value: Date): string => {
    bound++;
    query.setParameter(`span${bound}`, value);
    return `:span${bound}`;
  };
  spanConditions(table, span, bind, alias).forEach((condition) => query.andWhere(condition));
  return query;
}

/** SQL conditions of a span of time. It is a span of ids as well, so that a walk in the order of the list begins and ends with it. */
export function spanConditions(
  table: string,
  { from, until }: Span,
  bind: (value: Date) => string,
  alias = table,
): string[] {
  const conditions: string[] = [];
  if (from) {
    const before = bind(new Date(from.getTime() - DISORDER_MS));
    const first = `SELECT id FROM ${table} WHERE at < ${before} ORDER BY at DESC, id DESC LIMIT 1`;
    conditions.push(`${alias}.at >= ${bind(from)} AND ${alias}.id >= COALESCE((${first}), 0)`);
  }
  if (until) {
    const later = bind(new Date(until.getTime() + DISORDER_MS));
    const last = `SELECT id FROM ${table} WHERE at > ${later} ORDER BY at, id LIMIT 1`;
    conditions.push(`${alias}.at < ${bind(until)} AND ${alias}.id <= COALESCE((${last}), ${Number.MAX_SAFE_INTEGER})`);
  }
  return conditions;
}
