import { Injectable } from '@nestjs/common';
import { NATIVE_VERSIONS } from '../../common/api-versions/native-versions';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { AuditEntry } from '../../platform/records/audit-entry.entity';
import type { Event } from '../../platform/records/event.entity';
import { EventDto } from './dto/records.dto';
import { numbersIn, type References, withReferences } from './event-data';
import { REFERENCED, type ReferencedTable } from './public-fields';

interface Row {
  readonly table: ReferencedTable;
  readonly id: number;
  readonly reference: string;
}

/** Values that were recorded of a row. */
export interface RecordedValues extends Pick<AuditEntry, 'targetType' | 'targetId'> {
  readonly data: object;
}

/** Shows events as the API and webhooks do: with references instead of row numbers. */
@Injectable()
export class EventPayloadsService {
  constructor(private readonly work: UnitOfWork) {}

  /**
   * One statement for all events, none if they refer to no rows.
   * @param products ids of those that are named; all by default
   * @param apiVersion date of the version of the API in which they are written; the newest by default
   */
  async show(
    events: readonly Event[],
    { products, apiVersion = NATIVE_VERSIONS.newest }: { products?: readonly number[]; apiVersion?: string } = {},
  ): Promise<EventDto[]> {
    const shown = await this.values(events, products);
    return events.map((event, index) =>
      EventDto.from(event, NATIVE_VERSIONS.eventData(apiVersion, event.name, shown[index] ?? {})),
    );
  }

  /** Audit entries whose values have the names and the references of events, by one statement at most. */
  async entries(entries: readonly AuditEntry[], products?: readonly number[]): Promise<AuditEntry[]> {
    const values = entries.flatMap(({ targetType, targetId, before, after }) =>
      [before, after].map((data) => ({ targetType, targetId, data: data ?? {} })),
    );
    const shown = await this.values(values, products);
    return entries.map((entry, index) => ({
      ...entry,
      before: entry.before && (shown[2 * index] ?? null),
      after: entry.after && (shown[2 * index + 1] ?? null),
    }));
  }

  /** Recorded values with the names and the references of events, by one statement at most. */
  async values(recorded: readonly RecordedValues[], products?: readonly number[]): Promise<object[]> {
    const all = await this.referencesIn(recorded);
    const references = products ? { ...all, products: only(all.products, products) } : all;
    return recorded.map(({ data }) => withReferences(data, references));
  }

  private async referencesIn(events: readonly RecordedValues[]): Promise<References> {
    const references: Record<string, Map<number, string>> = {};
    const add = ({ table, id, reference }: Row) => (references[table] ??= new Map()).set(id, reference);
    // Rows that the values themselves describe, such as deleted ones.
    events.flatMap(describedRow).forEach(add);
    const numbers = numbersIn(events.map(({ data }) => data));
    const missing = Object.entries(numbers).flatMap(([table, ids]) =>
      [...ids].filter((id) => !references[table]?.has(id)).map((id) => ({ table, id })),
    );
    if (missing.length > 0) {
      const found = await this.work.manager.query<Row[]>(ROWS, [
        missing.map(({ table }) => table),
        missing.map(({ id }) => id),
      ]);
      found.forEach(add);
    }
    return references;
  }
}

function only(references: References[string] = new Map(), ids: readonly number[]): References[string] {
  return new Map([...references].filter(([id]) => ids.includes(id)));
}

function describedRow({ targetType, targetId, data }: RecordedValues): Row[] {
  const { id, reference } = data as { id?: unknown; reference?: unknown };
  const table = Object.keys(REFERENCED).find((name): name is ReferencedTable => name === targetType);
  if (table === undefined || typeof id !== 'number') {
    return [];
  }
  const value = REFERENCED[table] === 'uid' ? targetId : reference;
  return typeof value === 'string' ? [{ table, id, reference: value }] : [];
}

const ROWS = Object.entries(REFERENCED)
  .map(
    ([table, column]) => `
    SELECT '${table}' AS "table", row.id, row.${column}::text AS reference
    FROM unnest($1::text[], $2::bigint[]) AS wanted (type, id) JOIN ${table} AS row ON row.id = wanted.id
    WHERE wanted.type = '${table}'`,
  )
  .join(' UNION ALL ');
