import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { OneOrMore } from '../../common/pagination/any-of';

/** The values of a filter, one or several, as a list. */
export function listOf<T>(values: OneOrMore<T>): readonly T[] {
  return Array.isArray(values) ? (values as readonly T[]) : [values as T];
}

/**
 * Adds a condition for each filter that has a value: the property of the main alias is this value, or one of these. A single value is
 * compared by equality, which keeps the order of an index by the column and the id.
 */
export function whereAnyOf<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  filters: Readonly<Record<string, OneOrMore<string | number> | undefined>>,
): SelectQueryBuilder<T> {
  for (const [property, sent] of Object.entries(filters)) {
    whereOneOf(query, `${query.alias}.${property}`, property, sent);
  }
  return query;
}

/** `whereAnyOf` for an SQL expression. */
export function whereOneOf<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  expression: string,
  parameter: string,
  sent: OneOrMore<string | number> | undefined,
): void {
  if (sent !== undefined) {
    const values = listOf(sent);
    const isOne = values.length === 1;
    query.andWhere(`${expression} ${isOne ? '=' : '= ANY'} (:${parameter})`, {
      [parameter]: isOne ? values[0] : values,
    });
  }
}

/** The columns by which a value that people send names a row. */
export interface Naming {
  /** SQL expression for the id of the row. */
  readonly sql: (parameter: string) => string;
  /** Parameters of the expression. */
  readonly parameters: (parameter: string, value: string) => ObjectLiteral;
}

/** Adds a condition: the column is the id of the row with this name, or of one of those with these. */
export function whereNamed<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  column: string,
  sent: OneOrMore<string> | undefined,
  { sql, parameters }: Naming,
): SelectQueryBuilder<T> {
  if (sent === undefined) {
    return query;
  }
  const values = listOf(sent);
  const nameOf = (index: number): string => `${column.replaceAll('.', '_')}_${index}`;
  const ids = values.map((_, index) => sql(nameOf(index)));
  const isOne = ids.length === 1;
  return query.andWhere(
    `${column} ${isOne ? `= ${ids[0]}` : `= ANY (ARRAY[${ids.join(', ')}])`}`,
    Object.assign({}, ...values.map((value, index) => parameters(nameOf(index), value))) as ObjectLiteral,
  );
}
