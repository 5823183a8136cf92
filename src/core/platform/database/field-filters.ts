import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { type FieldFilters, JSON_LITERAL, RANGE_OPERATORS } from '../../common/pagination/field-filters';

/** Adds the conditions of ranges and metadata on the main alias of a query. */
export function applyFieldFilters<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  { ranges = [], metadata = {} }: FieldFilters,
): void {
  for (const [index, { property, operator, value }] of ranges.entries()) {
    const parameter = `range${index}`;
    query.andWhere(`${query.alias}.${property} ${RANGE_OPERATORS[operator]} :${parameter}`, { [parameter]: value });
  }
  for (const [index, [name, value]] of Object.entries(metadata).entries()) {
    const parameters = valuesOf(String(value)).map(
      (one, choice) => [`metadata${index}_${choice}`, { [name]: one }] as const,
    );
    const choices = parameters.map(([parameter]) => `${query.alias}.metadata @> CAST(:${parameter} AS jsonb)`);
    query.andWhere(
      `(${choices.join(' OR ')})`,
      Object.fromEntries(parameters.map(([parameter, fields]) => [parameter, JSON.stringify(fields)])),
    );
  }
}

/** A text, and the number or the boolean that JSON writes like this. */
function valuesOf(text: string): unknown[] {
  return JSON_LITERAL.test(text) ? [text, JSON.parse(text)] : [text];
}
