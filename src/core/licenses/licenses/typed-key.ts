import type { ObjectLiteral } from 'typeorm';
import { idOrReferenceIn } from '../../catalog/products/names';
import { currentRequest } from '../../common/http/request-context';
import { productScope } from '../../identity/permissions/caller';
import type { Naming } from '../../platform/database/any-of';
import { idOrName, idOrNameSql, type NamedTable } from '../../platform/database/id-or-name';

const LICENSES: NamedTable = {
  table: 'licenses',
  nameColumn: 'key',
  // A former key, which no other license can have.
  byOtherName: (key) => `SELECT license_id FROM retired_keys WHERE key = ${key}`,
};

/** Invisible characters, such as marks of direction, soft hyphens and selectors of a presentation. */
const INVISIBLE = /[\p{Cf}\ufe00-\ufe0f]/gu;
const LINE_BREAKS = /\s*[\r\n\u2028\u2029]\s*/g;
/** Blanks, quotation marks, brackets, full stops and the like; not what keys may end with, such as `_`, `=` and `/`. */
const AROUND = String.raw`(?:[\s\p{Z}\p{Ps}\p{Pe}\p{Pi}\p{Pf}<>|\u0060\u00b4]|(?![/\\%&@#])\p{Po})+`;
const SURROUNDINGS = new RegExp(`^${AROUND}|${AROUND}$`, 'gu');
/** Whitespace and dashes of any kind. */
const SEPARATORS = /[\s\p{Z}\p{Pd}\u2212]/gu;
const LETTERS_AND_DIGITS = /^[A-Za-z\d]+$/;
const CAPITALS_DIGITS_DASHES = /^[A-Z\d-]+$/;

/** A key without what copying from a mail, a page or a document has put into it or around it. */
export function pastedKey(text: string): string {
  const visible = text.replace(INVISIBLE, '').replace(LINE_BREAKS, '');
  return visible.replace(SURROUNDINGS, '').normalize('NFKC').replace(SURROUNDINGS, '');
}

/**
 * Normal form of a key of capitals, digits and dashes, however people type it: without separators, in any case, with O for 0
 * and I or L for 1. Null for a text that cannot be such a key.
 */
export function normalFormOf(text: string): string | null {
  const compact = pastedKey(text).replace(SEPARATORS, '');
  return LETTERS_AND_DIGITS.test(compact) ? compact.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1') : null;
}

/**
 * The forms by which a key as people type or paste it is looked up: its normal form, or a blank, and the pasted key,
 * in two lines. Neither contains a line break.
 */
export function typedForms(text: string): string {
  return `${normalFormOf(text) ?? ' '}\n${pastedKey(text)}`;
}

/** Letters or digits between two dashes of common keys. */
const GROUP_SIZES = [4, 5, 6];
const MIN_PART = 6;

/**
 * The spellings of a part of a key that somebody reads aloud, from the beginning of a group on: with the dashes of common
 * keys, in whatever groups it was typed, and without. Empty for a text that hardly is a part of a key.
 */
export function typedParts(text: string): string[] {
  const compact = pastedKey(text).replace(SEPARATORS, '').toUpperCase();
  if (compact.length < MIN_PART || !LETTERS_AND_DIGITS.test(compact) || !/\d/.test(compact)) {
    return [];
  }
  const grouped = GROUP_SIZES.map((size) => compact.match(new RegExp(`.{1,${size}}`, 'g'))?.join('-') ?? compact);
  return [...new Set([compact, pastedKey(text).replace(SEPARATORS, '-'), ...grouped])];
}

/** Whether a stored key has one of these forms. */
export function isOfForm(key: string, forms: string | null): boolean {
  const [normal, pasted] = forms?.split('\n') ?? [];
  return key === pasted || (CAPITALS_DIGITS_DASHES.test(key) && normalFormOf(key) === normal);
}

/**
 * SQL condition equivalent to `isOfForm`: the key in this column has one of these forms. A key with other characters than
 * capitals, digits and dashes has no normal form. The expressions are those of the indexes on `licenses` and `retired_keys`.
 * @param forms SQL expression, as `typedForms` returns them
 */
export function hasTypedForm(column: string, forms: string): string {
  return `((${column} ~ '^[A-Z0-9-]+$' AND translate(${column}, 'OIL-', '011') = split_part(${forms}, E'\\n', 1))
    OR ${column} = split_part(${forms}, E'\\n', 2))`;
}

/** The forms by which a key is looked up that no license has as sent; null if the API compares keys exactly. */
export function typedFormOf(key: string): string | null {
  return currentRequest()?.dialect.findsTypedKeys ? typedForms(key) : null;
}

/**
 * SQL query: `id` of the licenses that have or had a key of these forms, at most two of each.
 * @param usable SQL condition of the former keys
 */
export function licensesOfForm(form: string, usable = 'true'): string {
  return `(SELECT id FROM licenses WHERE ${hasTypedForm('key', form)} LIMIT 2)
    UNION ALL (SELECT license_id FROM retired_keys WHERE ${hasTypedForm('key', form)} AND ${usable} LIMIT 2)`;
}

/** SQL expression: id of the license that alone has, or had, a key of these forms. */
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

/** Finds the rows of licenses by uid or key, also as people type it, for `whereNamed`. */
export const LICENSE_NAMES: Naming = { sql: idOfLicense, parameters: licenseNamed };

/**
 * Queue keys for `UnitOfWork.runQueued`, which limits concurrent work on one license in each process. Changes and checks have
 * separate queues, so that checks wait for changes only at the row lock. All spellings of a key have one queue.
 */
export function changeQueueKey(license: string | number | object): string {
  const named = typeof license === 'object' ? Object.values(license).join() : String(license);
  return `change license ${normalFormOf(named) ?? pastedKey(named)}`;
}

/** Key under which checks of a license take turns, of the license key as it was sent. */
export function checkQueueKey(key: string): string {
  return `check license ${normalFormOf(key) ?? pastedKey(key)}`;
}

/**
 * A license's uid, or its key or a former key, as issued or as people type it; its numeric id; its key alone; or
 * `idOrReference`: a key or, if no license has that key, a numeric id.
 */
export type LicenseId = string | number | { readonly key: string } | { readonly idOrReference: string };

/** For a query whose main alias is `license`. */
export function conditionOf(id: LicenseId): [condition: string, parameters: ObjectLiteral] {
  if (typeof id === 'object') {
    return 'key' in id
      ? ['license.key = :key', id]
      : [IS_NAMED, { ...idOrReferenceIn(id.idOrReference), within: productScope() ?? null }];
  }
  return typeof id === 'number' ? ['license.id = :id', { id }] : [HAS_ID, licenseNamed('id', id)];
}

const HAS_ID = `license.id = ${idOfLicense('id')}`;

// For a product-scoped caller, a license key of another product does not hide the license with that number.
const IS_NAMED = `license.id = COALESCE(
  (SELECT id FROM licenses WHERE key = :reference AND (CAST(:within AS bigint[]) IS NULL OR product_id = ANY (:within))),
  CAST(:number AS bigint)
)`;
