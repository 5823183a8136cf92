import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { Event } from '../platform/records/event.entity';

export interface Target {
  readonly type: string;
  readonly id: string;
}

export interface EventFilter {
  readonly name?: string;
  readonly target?: Partial<Target>;
}

/** Numbered events that match the filter. */
export function eventQuery(manager: EntityManager, { name, target }: EventFilter): SelectQueryBuilder<Event> {
  const query = manager.createQueryBuilder(Event, 'record').where('record.sequence IS DISTINCT FROM 0');
  return withFilters(query, { name, targetType: target?.type, targetId: target?.id });
}

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
