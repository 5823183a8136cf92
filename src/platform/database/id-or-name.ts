import { isUUID } from 'class-validator';
import type { ObjectLiteral } from 'typeorm';

/** Where a noun's unique names are, such as the keys of licenses. */
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

/** Parameters of `idOrNameSql`. */
export function idOrName(parameter: string, value: string): ObjectLiteral {
  return { [parameter]: value, [`${parameter}Uid`]: isUUID(value) ? value : null };
}
