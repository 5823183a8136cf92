import type { EntityManager } from 'typeorm';
import { MAX_SCANNED_ROWS } from '../../common/pagination/page-request';
import { hasOtherLetters, hasPairs, type TableWithPairs, withPairs } from './letter-pairs';
import { plainText, withoutAccents } from './plain-text';

/** An ILIKE pattern for texts that contain this one; `%` and `_` are escaped. */
export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/** The indexes contain groups of three letters or digits, and the beginnings of words. */
const INDEXED = /[\p{L}\p{N}]{3}/u;

function isIndexed(text: string): boolean {
  return INDEXED.test(text) || hasPairs(text);
}

/**
 * An ILIKE pattern that an index always serves: texts that contain this one or, if it has neither three letters or digits in a
 * row nor letters beyond Latin, texts that begin with it.
 */
export function searchPattern(text: string): string {
  return isIndexed(text) || hasOtherLetters(text) ? likePattern(text) : likePattern(text).slice(1);
}

/** Words of a name that are looked for one by one; a longer text is looked for as it is. */
const MAX_WORDS = 8;

/** The conditions of a search for a name, and their parameters. */
export interface NameSearch {
  /** SQL condition that a column has each word of the text. */
  readonly matches: (column: string) => string;
  /** The same with or without accents, of a column with an index of its texts without them. */
  readonly matchesPlain: (column: string) => string;
  /** Adds what an index of the table serves for letters beyond Latin to a condition on its columns. */
  readonly narrowed: (table: TableWithPairs, alias: string, condition: string) => string;
  readonly parameters: Readonly<Record<string, string>>;
}

function numbered(name: string, values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map((value, index) => [`${name}${index}`, value]));
}

/**
 * Finds names by their words in any order. If no word has three letters or digits in a row, which an index needs, finds those
 * that begin with the text.
 */
export function nameSearch(text: string): NameSearch {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const isSplit = words.length <= MAX_WORDS && words.some(isIndexed);
  const patterns = isSplit ? words.map(likePattern) : [searchPattern(text)];
  const conditions = (column: string, parameter: string): string =>
    `(${patterns.map((_, index) => `${column} ILIKE :${parameter}${index}`).join(' AND ')})`;
  const matches = (column: string): string => conditions(column, 'word');
  return {
    matches,
    // A text that no index finds is compared with many rows, each of which would have to be changed first.
    narrowed: (table, alias, condition) =>
      hasPairs(text) ? withPairs(table, alias, condition, 'paired') : `(${condition})`,
    matchesPlain: (column) => (isSplit ? conditions(withoutAccents(column), 'plain') : matches(column)),
    parameters: {
      paired: words.join(' '),
      ...numbered('word', patterns),
      ...numbered('plain', patterns.map(plainText)),
    },
  };
}

interface NewestRows {
  readonly alias: string;
  readonly table: string;
  /** Condition of the rows of the list, all by default. */
  readonly where?: string;
  /** Condition of a search, of the columns of `newest`. */
  readonly match: string;
}

/** SQL condition of a search without an index in a long list: the rows that match among the newest. */
export function foundAmongNewest({ alias, table, where = 'true', match }: NewestRows): string {
  return `${alias}.id = ANY (ARRAY(
    SELECT newest.id FROM (SELECT * FROM ${table} WHERE ${where} ORDER BY id DESC LIMIT ${MAX_SCANNED_ROWS}) AS newest
    WHERE ${match}
  ))`;
}

export const SEARCH_LIMITS = {
  /** Rows that a search for one or two letters looks through. */
  newest: MAX_SCANNED_ROWS,
};

const LETTERS_AND_DIGITS = /[\p{L}\p{N}]/gu;

/**
 * SQL condition of a search: all rows or, for one or two letters, with which so many words begin that the index would lead
 * to most rows, the newest. Two letters beyond Latin are searched in all rows.
 * @param exact condition of rows that are searched as well
 */
export function searchedRows(text: string, alias: string, table: string, exact = 'false'): string {
  if (!isFrequent(text)) {
    return 'true';
  }
  return `${alias}.id = ANY (ARRAY(
    (SELECT id FROM ${table} ORDER BY id DESC LIMIT ${SEARCH_LIMITS.newest})
    UNION ALL (SELECT id FROM ${table} WHERE ${exact} ORDER BY id DESC LIMIT ${SEARCH_LIMITS.newest})
  ))`;
}

/** Whether a search for this text leaves out older rows: it is as short as `searchedRows` describes, and a table is long. */
export async function leavesOutRows(manager: EntityManager, text: string, tables: readonly string[]): Promise<boolean> {
  if (!isFrequent(text)) {
    return false;
  }
  const beyond = tables.map(
    (table) => `(SELECT id FROM ${table} ORDER BY id DESC OFFSET ${SEARCH_LIMITS.newest} LIMIT 1)`,
  );
  const rows = await manager.query<unknown[]>(beyond.join(' UNION ALL '));
  return rows.length > 0;
}

function isFrequent(text: string): boolean {
  return (text.match(LETTERS_AND_DIGITS)?.length ?? 0) <= 2 && !hasPairs(text);
}
