import { SEARCHED_ROWS } from '../../common/pagination/page-request';

/** An ILIKE pattern for texts that contain this one; `%` and `_` are escaped. */
export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/** The indexes contain groups of three letters or digits, and the beginnings of words. */
const INDEXED = /[\p{L}\p{N}]{3}/u;

/**
 * An ILIKE pattern that an index always serves: texts that contain this one or, if it has no three letters or digits in a
 * row, texts that begin with it.
 */
export function searchPattern(text: string): string {
  return INDEXED.test(text) ? likePattern(text) : likePattern(text).slice(1);
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
    SELECT newest.id FROM (SELECT * FROM ${table} WHERE ${where} ORDER BY id DESC LIMIT ${SEARCHED_ROWS}) AS newest
    WHERE ${match}
  ))`;
}

const LETTERS_AND_DIGITS = /[\p{L}\p{N}]/gu;

/** Two letters of a script such as Chinese, where few words begin with the same ones. */
const RARE = /[^\x00-\x7F]{2}/;

/**
 * SQL condition of a search: all rows or, for one or two letters, with which so many words begin that the index would lead
 * to most rows, the newest.
 * @param exact condition of rows that are searched as well
 */
export function searchedRows(text: string, alias: string, table: string, exact = 'false'): string {
  if ((text.match(LETTERS_AND_DIGITS)?.length ?? 0) > 2 || RARE.test(text)) {
    return 'true';
  }
  return `${alias}.id = ANY (ARRAY(
    (SELECT id FROM ${table} ORDER BY id DESC LIMIT ${SEARCHED_ROWS})
    UNION ALL (SELECT id FROM ${table} WHERE ${exact} ORDER BY id DESC LIMIT ${SEARCHED_ROWS})
  ))`;
}
