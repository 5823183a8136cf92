import type { DataSource } from 'typeorm';
import type { PersonTable } from '../../../src/plugins/people/person-tables';

/** As short as it can be, so that it fits in as many columns as possible. */
export const ADDRESS = 'ada@who.dev';
/** Stands in columns that are erased in whole. */
export const NAME = 'Lovelace';

const SENTENCE = 'Asked by Ada@Who.DEV, twice';
/** Of every planted row, and of what it refers to. */
const ID = 424_242;
const UID = '0ada0ada-0000-4000-8000-000000000001';

interface DatabaseColumn {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly isRequired: boolean;
}

const COLUMNS = `
  SELECT c.table_name AS table, column_name AS column, udt_name AS type,
    is_nullable = 'NO' AND column_default IS NULL AND is_generated = 'NEVER' AS "isRequired"
  FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND is_generated = 'NEVER'
  ORDER BY c.table_name, ordinal_position`;

/**
 * Writes a row to each of these tables that has the address in every column that can hold it, and refers to the planted rows of
 * other tables. Conditions of values are dropped: states and kinds hold the address, too.
 */
export async function plantPerson(dataSource: DataSource, tables: readonly PersonTable[]): Promise<void> {
  const columns = await dataSource.query<DatabaseColumn[]>(COLUMNS);
  const checks = await dataSource.query<{ statement: string }[]>(CHECKS, [tables.map(({ name }) => name)]);
  await dataSource.query(checks.map(({ statement }) => statement).join(';'));
  await dataSource.transaction(async (manager) => {
    await manager.query('SET LOCAL session_replication_role = replica');
    for (const table of tables) {
      const values = columns
        .filter((column) => column.table === table.name)
        .flatMap((column) => valueOf(column, table));
      const names = values.map(([name]) => `"${name}"`).join(', ');
      const parameters = values.map(([, , type], index) => `$${index + 1}::text::${type}`).join(', ');
      await manager.query(
        `INSERT INTO "${table.name}" (${names}) VALUES (${parameters})`,
        values.map(([, value]) => value),
      );
    }
  });
}

/** Tables of all schemas in which a text stands, whatever the letter case. */
export async function tablesWith(dataSource: DataSource, text: string): Promise<string[]> {
  const tables = await dataSource.query<{ name: string }[]>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
       AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = format('%I.%I', table_schema, table_name)::regclass)
     ORDER BY name`,
  );
  const questions = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name WHERE EXISTS (SELECT FROM ${name} AS t WHERE t::text ILIKE '%' || $1 || '%')`,
  );
  const found = await dataSource.query<{ name: string }[]>(questions.join(' UNION ALL '), [text]);
  return found.map(({ name }) => name.replace('public.', ''));
}

function valueOf({ column, type, isRequired }: DatabaseColumn, table: PersonTable): [string, unknown, string][] {
  const text = textOf(column, type, table);
  if (text !== undefined) {
    return [[column, text, type.startsWith('_') ? 'text[]' : type === 'varchar' ? 'text' : type]];
  }
  const isReference = column === 'id' || column.endsWith('_id') || column === 'uid';
  const value = VALUES[type];
  return value !== undefined && (isRequired || (isReference && /^(int8|uuid)$/.test(type)) || column === 'order_uid')
    ? [[column, value, type]]
    : [];
}

function textOf(column: string, type: string, { personal, texts }: PersonTable): string | undefined {
  const { addresses = [], erased = {}, blanked = [] } = personal;
  const length = texts.find(({ name }) => name === column)?.length ?? null;
  if (length !== null && length < ADDRESS.length) {
    return type.startsWith('_') ? '{}' : 'x';
  }
  if (type === 'json' || type === 'jsonb') {
    const person = { email: ADDRESS, name: NAME };
    return JSON.stringify({
      email: ADDRESS,
      note: SENTENCE,
      deep: [{ [ADDRESS]: 1 }],
      ...(blanked.includes(column) && person),
    });
  }
  if (type === '_text' || type === '_varchar') {
    return `{"${addresses.includes(column) ? ADDRESS : SENTENCE}"}`;
  }
  if (type !== 'varchar' && type !== 'text') {
    return undefined;
  }
  if (erased !== 'deleted' && column in erased && !addresses.includes(column)) {
    return NAME;
  }
  return addresses.includes(column) || (length ?? 999) < SENTENCE.length ? ADDRESS : SENTENCE;
}

const VALUES: Readonly<Record<string, unknown>> = {
  int8: ID,
  int4: 1,
  int2: 1,
  float8: 1,
  numeric: 1,
  bool: false,
  timestamptz: '2031-01-01T00:00:00Z',
  date: '2031-01-01',
  uuid: UID,
  bytea: '\\x00',
  _int8: '{}',
  _timestamptz: '{}',
  _uuid: '{}',
};

/** Also without references to tables that are not planted. */
const CHECKS = `
  SELECT format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I', conrelid::regclass, conname) AS statement FROM pg_constraint
  WHERE connamespace = 'public'::regnamespace AND conislocal AND coninhcount = 0
    AND (contype = 'c' OR (contype = 'f' AND NOT confrelid::regclass::text = ANY ($1::text[])))`;
