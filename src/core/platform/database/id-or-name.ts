import { isUUID } from 'class-validator';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { problem } from '../../common/errors/domain-error';

/** Columns with the unique names of a table's rows, such as the keys of licenses. */
export interface NamedTable {
  readonly table: string;
  readonly nameColumn: string;
  /** SQL condition under which names are unique, if they are not unique in the whole table. */
  readonly within?: string;
  /** Selects the id of the one row that has another kind of name. */
  readonly byOtherName?: (name: string) => string;
}

/**
 * SQL expression: the id of the row with this uuid or, if there is none, with this name, or by its other
 * name; else null. The uuid takes precedence, so that no name can hide a row.
 * @param parameter name of the parameters that `idOrName` returns
 */
export function idOrNameSql(
  { table, nameColumn, within = 'true', byOtherName }: NamedTable,
  parameter: string,
): string {
  const ids = [
    `SELECT id FROM ${table} WHERE uid = CAST(:${parameter}Uid AS uuid)`,
    `SELECT id FROM ${table} WHERE ${nameColumn} = :${parameter} AND ${within}`,
    ...(byOtherName ? [byOtherName(`:${parameter}`)] : []),
  ];
  return `COALESCE(${ids.map((id) => `(${id})`).join(', ')})`;
}

/** Parameters for the SQL of `idOrNameSql`. */
export function idOrName(parameter: string, value: string): ObjectLiteral {
  return { [parameter]: value, [`${parameter}Uid`]: isUUID(value) ? value : null };
}

/**
 * The uid of the only row of a query that has a name; undefined if none has. Throws if several have it.
 * @param property of the main alias, which an index covers
 */
export async function uidNamed<T extends ObjectLiteral & { uid: string }>(
  query: SelectQueryBuilder<T>,
  property: keyof T & string,
  name: string,
  ambiguous: AmbiguousName,
): Promise<string | undefined> {
  const rows = await query.andWhere(`${query.alias}.${property} = :named`, { named: name }).limit(2).getMany();
  if (rows.length > 1) {
    throw problem(ambiguous, { name });
  }
  return rows[0]?.uid;
}

type AmbiguousName = 'POLICY_NAME_AMBIGUOUS' | 'GROUP_NAME_AMBIGUOUS' | 'CUSTOMER_EMAIL_AMBIGUOUS';
