import type { ObjectLiteral } from 'typeorm';
import { currentRequest } from '../../common/http/request-context';
import type { Naming } from '../../platform/database/any-of';
import { idOrName, idOrNameSql } from '../../platform/database/id-or-name';
import { LICENSES } from './license.entity';

/** Whitespace and dashes of any kind, also invisible ones. */
const SEPARATORS = /[\s\p{Z}\p{Pd}\u00ad\u200b-\u200d\u2060\u2212]/gu;
const LETTERS_AND_DIGITS = /^[A-Za-z\d]+$/;
const CAPITALS_DIGITS_DASHES = /^[A-Z\d-]+$/;

/**
 * Normal form of a key of capitals, digits and dashes, however people type it: without separators, in any case, with O for 0
 * and I or L for 1. Null for a text that cannot be such a key.
 */
export function normalFormOf(text: string): string | null {
  const compact = text.replace(SEPARATORS, '');
  return LETTERS_AND_DIGITS.test(compact) ? compact.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1') : null;
}

/** Whether a stored key has this normal form. */
export function isOfForm(key: string, form: string | null): boolean {
  return form !== null && CAPITALS_DIGITS_DASHES.test(key) && normalFormOf(key) === form;
}

/**
 * SQL condition equivalent to `isOfForm`: the key in this column has this normal form. A key with other characters
 * than capitals, digits and dashes has none. Both expressions are those of the indexes on `licenses` and `retired_keys`.
 * @param form SQL expression, as `normalFormOf` returns it
 */
export function hasNormalForm(column: string, form: string): string {
  return `(${column} ~ '^[A-Z0-9-]+$' AND translate(${column}, 'OIL-', '011') = ${form})`;
}

/** The normal form by which a key is looked up that no license has as sent; null if the API compares keys exactly. */
export function typedFormOf(key: string): string | null {
  return currentRequest()?.dialect.findsTypedKeys ? normalFormOf(key) : null;
}

/**
 * SQL query: `id` of the licenses that have or had a key of this normal form, at most two of each.
 * @param usable SQL condition of the former keys
 */
export function licensesOfForm(form: string, usable = 'true'): string {
  return `(SELECT id FROM licenses WHERE ${hasNormalForm('key', form)} LIMIT 2)
    UNION ALL (SELECT license_id FROM retired_keys WHERE ${hasNormalForm('key', form)} AND ${usable} LIMIT 2)`;
}

/** SQL expression: id of the license that alone has, or had, a key of this normal form. */
export function onlyLicenseOfForm(form: string, usable?: string): string {
  return `(SELECT min(id) FROM (${licensesOfForm(form, usable)}) AS typed HAVING count(*) = 1)`;
}

/**
 * SQL expression: id of the license with this uuid or key or, if there is none, with this key as people type it.
 * @param parameter name of the parameters that `licenseNamed` returns
 */
export function idOfLicense(parameter: string): string {
  return `COALESCE(${idOrNameSql(LICENSES, parameter)}, ${onlyLicenseOfForm(`CAST(:${parameter}Form AS text)`)})`;
}

export function licenseNamed(parameter: string, value: string): ObjectLiteral {
  return { ...idOrName(parameter, value), [`${parameter}Form`]: typedFormOf(value) };
}

/** A uid or key of a license, also as people type it. */
export const LICENSE_NAMES: Naming = { sql: idOfLicense, parameters: licenseNamed };
