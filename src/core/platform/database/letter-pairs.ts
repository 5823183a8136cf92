import { plainText } from './plain-text';

/** Columns of each table that are searched by parts of their texts, and that one index of pairs of letters contains. */
const SEARCHED_COLUMNS = {
  customers: ['name', 'email', 'company'],
  licenses: ['key', 'description', 'device_note', 'batch'],
  activations: ['fingerprint', 'name'],
  orders: ['external_id', 'subscription_id'],
  institutions: ['name', 'city'],
  contacts: ['name'],
  resources: ['identifier'],
} as const;
export type TableWithPairs = keyof typeof SEARCHED_COLUMNS;

export const TABLES_WITH_PAIRS = Object.keys(SEARCHED_COLUMNS) as TableWithPairs[];

/** Greek and all that follows except for Latin letters, punctuation and symbols. */
const LETTER = /[\u0370-\u1dff\u1f00-\u1fff\u2c00-\u{10ffff}]/u;
const PAIR = new RegExp(`[^ ]${LETTER.source}|${LETTER.source}[^ ]`, 'u');

/** Whether a text has letters of other scripts than Latin. The trigrams of PostgreSQL lack them with LC_CTYPE=C. */
export function hasOtherLetters(text: string): boolean {
  return LETTER.test(text);
}

/** Whether a search for this text is served by the index of pairs. */
export function hasPairs(text: string): boolean {
  return PAIR.test(plainText(text));
}

/** SQL of the pairs of letters of a row, the expression of the index `*_pairs`; null without letters beyond Latin. */
export function letterPairs(table: TableWithPairs, alias?: string): string {
  return `letter_pairs(${searchedText(table, alias)})`;
}

/** SQL condition of the rows in the index: all that have such letters, and few others. Costs far less than making the pairs. */
export function mayHavePairs(table: TableWithPairs, alias?: string): string {
  const text = searchedText(table, alias);
  return `octet_length(${text}) <> length(${text})`;
}

function searchedText(table: TableWithPairs, alias?: string): string {
  return SEARCHED_COLUMNS[table]
    .map((column) => `coalesce(${alias ? `${alias}.` : ''}${column}, '')`)
    .join(" || ' ' || ");
}

/** Adds the condition that an index serves to a search for a text with pairs; `parameter` is the text. */
export function withPairs(table: TableWithPairs, alias: string, condition: string, parameter: string): string {
  // Rows that the index finds are compared again below an OR, and the pairs of few rows have to be made for that.
  const indexed = `${mayHavePairs(table, alias)} AND ${letterPairs(table, alias)}`;
  return `((${condition}) AND ${indexed} @> letter_pairs(CAST(:${parameter} AS text)))`;
}
