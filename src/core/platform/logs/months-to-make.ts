import type { EntityManager } from 'typeorm';
import { type Month, monthNamed, monthOf } from './month';

const MONTHS_AHEAD = 2;
/**
 * Check constraint that bounds a table to its month until it is attached: PostgreSQL then attaches it without a scan, and a
 * later run finds unfinished tables by it.
 */
export const unattached = (table: string): string => `${table}_unattached`;

/** This month and the next ones, and those that an earlier run began. */
export async function monthsToMake(manager: EntityManager, table: string, now: Date): Promise<Month[]> {
  const months = [...(await unfinishedMonths(manager, table)), ...(await monthsAhead(manager, table, now))];
  return [...new Map(months.map((month) => [month.name, month])).values()];
}

async function monthsAhead(manager: EntityManager, table: string, now: Date): Promise<Month[]> {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  const months = Array.from({ length: MONTHS_AHEAD + 1 }, (_, ahead) => monthOf(table, year, month + ahead));
  const first = await firstPartition(manager, table);
  return months.filter(({ name }) => first === undefined || name > first);
}

/** The partition that holds all rows up to the end of its month: the table from before it was partitioned. */
async function firstPartition(manager: EntityManager, table: string): Promise<string | undefined> {
  const [first] = await manager.query<{ name: string }[]>(
    `SELECT relname AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
     WHERE inhparent = $1::regclass AND pg_get_expr(relpartbound, pg_class.oid) LIKE 'FOR VALUES FROM (MINVALUE)%'`,
    [table],
  );
  return first?.name;
}

async function unfinishedMonths(manager: EntityManager, table: string): Promise<Month[]> {
  const rows = await manager.query<{ name: string }[]>(
    `SELECT relname AS name FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid WHERE conname = $1 ORDER BY relname`,
    [unattached(table)],
  );
  return rows.flatMap(({ name }) => monthNamed(table, name) ?? []);
}
