import type { EntityManager } from 'typeorm';
import type { AddressSpellings } from './address-spellings';
import type { PersonTable } from './person-tables';

/** Values of a primary key, as texts. */
export type RowKey = readonly string[];

/** A row of any table: its key, and columns by name. */
export interface FoundRow {
  readonly key: RowKey;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Where the values of its key stand: no column has this name. */
const KEY = '$key';

type RawRow = Record<string, unknown> & { readonly [KEY]: string[] };

/** Rows that one scan of a table reads, whether they match or not. */
const WINDOW = 10_000;

/** Selects rows of a table. */
export interface ReadOptions {
  readonly after: RowKey | null;
  readonly columns: readonly string[];
  readonly limit: number;
  /** True by default. */
  readonly locks?: boolean;
}

/** Rows after a key that belong to a person, locked by default. */
export async function ownedRows(
  manager: EntityManager,
  table: PersonTable,
  condition: string,
  addresses: readonly string[],
  { after, columns, limit, locks = true }: ReadOptions,
): Promise<FoundRow[]> {
  const rows = await manager.query<RawRow[]>(
    `SELECT ${selected(table, columns)} FROM "${table.name}" WHERE ${condition} AND ${afterKey(table, after, 2)}
     ORDER BY ${keyColumns(table)} LIMIT ${limit} ${locks ? `FOR UPDATE OF "${table.name}"` : ''}`,
    [addresses, ...(after ?? [])],
  );
  return rows.map(foundRow);
}

/**
 * Rows of the next window of a table that may contain the address. `next` is null after the last window.
 * @param unless SQL condition of rows to leave out, in which `$1` are the addresses
 */
export async function namingRows(
  manager: EntityManager,
  table: PersonTable,
  spellings: AddressSpellings,
  { after, columns, limit, locks = true, unless = 'false' }: ReadOptions & { readonly unless?: string },
): Promise<{ rows: FoundRow[]; next: RowKey | null }> {
  const [last] = await manager.query<RawRow[]>(
    `SELECT ${selected(table, [])} FROM "${table.name}" WHERE ${afterKey(table, after, 1)}
     ORDER BY ${keyColumns(table)} OFFSET ${WINDOW - 1} LIMIT 1`,
    [...(after ?? [])],
  );
  const until = last ? `AND (${keyColumns(table)}) <= (${keyParameters(table, 3 + (after?.length ?? 0))})` : '';
  const texts = table.texts.map(({ name }) => `"${table.name}"."${name}"::text`).join(', ');
  const rows = await manager.query<RawRow[]>(
    `SELECT ${selected(table, columns)} FROM "${table.name}" WHERE ${afterKey(table, after, 3)} ${until}
       AND concat_ws(' ', ${texts}) ILIKE ANY ($2::text[]) AND (${unless} OR $1::text[] IS NULL) IS NOT TRUE
     ORDER BY ${keyColumns(table)} LIMIT ${limit} ${locks ? `FOR UPDATE OF "${table.name}"` : ''}`,
    [spellings.addresses, spellings.patterns, ...(after ?? []), ...(last?.[KEY] ?? [])],
  );
  const found = rows.map(foundRow);
  const isCut = found.length === limit;
  return { rows: found, next: isCut ? (found.at(-1)?.key ?? null) : (last?.[KEY] ?? null) };
}

/** A column and its new value. */
export interface ColumnChange {
  readonly name: string;
  readonly type: string;
  readonly value: unknown;
  /** Whether a null stays null. */
  readonly keepsNull: boolean;
}

/** Changes columns of rows, all to the same values. */
export async function updateRows(
  manager: EntityManager,
  table: PersonTable,
  keys: readonly RowKey[],
  changes: readonly ColumnChange[],
): Promise<void> {
  if (keys.length === 0 || changes.length === 0) {
    return;
  }
  const first = table.key.length + 1;
  const assignments = changes.map(({ name, type, keepsNull }, index) => {
    const value = `$${first + index}::${type}`;
    return `"${name}" = ${keepsNull ? `CASE WHEN "${table.name}"."${name}" IS NULL THEN NULL ELSE ${value} END` : value}`;
  });
  await manager.query(`UPDATE "${table.name}" SET ${assignments.join(', ')} FROM ${keysAsRows(table)}`, [
    ...keysByColumn(table, keys),
    ...changes.map(parameterOf),
  ]);
}

export async function deleteRows(manager: EntityManager, table: PersonTable, keys: readonly RowKey[]): Promise<void> {
  if (keys.length > 0) {
    await manager.query(`DELETE FROM "${table.name}" USING ${keysAsRows(table)}`, keysByColumn(table, keys));
  }
}

function parameterOf({ type, value }: ColumnChange): unknown {
  return value !== null && type.startsWith('json') ? JSON.stringify(value) : value;
}

function foundRow({ [KEY]: key, ...values }: RawRow): FoundRow {
  return { key, values };
}

function selected(table: PersonTable, columns: readonly string[]): string {
  const key = table.key.map(({ name }) => `"${table.name}"."${name}"::text`).join(', ');
  return [`ARRAY[${key}] AS "${KEY}"`, ...columns.map((column) => `"${table.name}"."${column}"`)].join(', ');
}

function keyColumns(table: PersonTable): string {
  return table.key.map(({ name }) => `"${table.name}"."${name}"`).join(', ');
}

/** @param first number of the first parameter */
function keyParameters(table: PersonTable, first: number): string {
  return table.key.map(({ type }, index) => `$${first + index}::text::${type}`).join(', ');
}

function afterKey(table: PersonTable, after: RowKey | null, first: number): string {
  return after ? `(${keyColumns(table)}) > (${keyParameters(table, first)})` : 'true';
}

function keysAsRows(table: PersonTable): string {
  const arrays = table.key.map((_, index) => `$${index + 1}::text[]`).join(', ');
  const names = table.key.map((_, index) => `k${index}`).join(', ');
  const equal = table.key.map(({ name, type }, index) => `"${table.name}"."${name}" = given.k${index}::${type}`);
  return `unnest(${arrays}) AS given(${names}) WHERE ${equal.join(' AND ')}`;
}

function keysByColumn(table: PersonTable, keys: readonly RowKey[]): string[][] {
  return table.key.map((_, index) => keys.map((key) => key[index] ?? ''));
}
