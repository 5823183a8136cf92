import type { DataSource } from 'typeorm';

interface Restriction {
  readonly table: string;
  readonly definition: string;
  readonly columns: readonly string[];
}

/** What statements of a running release rely on, or are limited by, by name. */
export interface Schema {
  /** Type of each column, such as `licenses.key`, and whether an insert must name it. */
  readonly columns: ReadonlyMap<string, { readonly type: string; readonly isRequired: boolean }>;
  /** Definitions of constraints, unique indexes and triggers, with the columns that they restrict. */
  readonly restrictions: ReadonlyMap<string, Restriction>;
  /** Functions and sequences. */
  readonly others: ReadonlySet<string>;
}

const COLUMNS = `
  SELECT relname || '.' || attname AS name, format_type(atttypid, atttypmod) AS type,
    attnotnull AND NOT atthasdef AND attidentity = '' AS "isRequired"
  FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND attnum > 0
    AND NOT attisdropped`;

const RESTRICTIONS = `
  SELECT conname AS name, conrelid::regclass::text AS table, pg_get_constraintdef(oid) AS definition,
    ARRAY(SELECT conrelid::regclass || '.' || attname FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY (conkey)) AS columns
  FROM pg_constraint
  WHERE connamespace = 'public'::regnamespace AND contype <> 'n' AND conrelid <> 0 AND conparentid = 0
  UNION ALL
  SELECT indexrelid::regclass::text, indrelid::regclass::text, pg_get_indexdef(indexrelid),
    ARRAY(SELECT indrelid::regclass || '.' || attname FROM pg_attribute WHERE attrelid = indrelid AND attnum = ANY (indkey))
  FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
  WHERE relnamespace = 'public'::regnamespace AND indisunique AND NOT relispartition
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype <> 'f')
  UNION ALL
  SELECT tgname, tgrelid::regclass::text, pg_get_triggerdef(oid),
    ARRAY(SELECT tgrelid::regclass || '.' || attname FROM pg_attribute WHERE attrelid = tgrelid AND attnum > 0 AND NOT attisdropped)
  FROM pg_trigger WHERE NOT tgisinternal AND tgparentid = 0`;

const OTHERS = `
  SELECT 'function ' || oid::regprocedure AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  UNION ALL
  SELECT 'sequence ' || oid::regclass FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace`;

/** Reads the schema of a database. */
export async function schemaOf(database: Pick<DataSource, 'query'>): Promise<Schema> {
  const columns = await database.query<{ name: string; type: string; isRequired: boolean }[]>(COLUMNS);
  const restrictions = await database.query<({ name: string } & Restriction)[]>(RESTRICTIONS);
  const others = await database.query<{ name: string }[]>(OTHERS);
  return {
    columns: new Map(columns.map((column) => [column.name, column])),
    restrictions: new Map(restrictions.map((restriction) => [restriction.name, restriction])),
    others: new Set(others.map(({ name }) => name)),
  };
}

/**
 * Changes of the schema that a release with the schema `before` may not survive, a line each. A new constraint restricts it
 * if all of its columns are older; a dropped unique one may be the target of an `ON CONFLICT`.
 * @param widens names of constraints that have become wider
 */
export function contractions(before: Schema, after: Schema, widens: readonly string[] = []): string[] {
  const tables = new Set([...before.columns.keys()].map(tableOf));
  return [
    ...[...before.columns].flatMap(([name, { type, isRequired }]) => {
      const now = after.columns.get(name);
      if (!now) {
        return [`${name} is gone`];
      }
      return [
        ...(now.type === type || isLonger(now.type, type) ? [] : [`${name} has the type ${now.type}`]),
        ...(now.isRequired && !isRequired ? [`${name} is required`] : []),
      ];
    }),
    ...[...after.columns].flatMap(([name, { isRequired }]) =>
      isRequired && tables.has(tableOf(name)) && !before.columns.has(name) ? [`${name} is required`] : [],
    ),
    ...[...after.restrictions].flatMap(([name, { table, definition, columns }]) =>
      before.restrictions.get(name)?.definition !== definition &&
      tables.has(table) &&
      columns.every((column) => before.columns.has(column)) &&
      !widens.includes(name)
        ? [`${name} restricts: ${definition}`]
        : [],
    ),
    ...[...before.restrictions].flatMap(([name, { definition }]) =>
      /UNIQUE|PRIMARY KEY/.test(definition) && !after.restrictions.has(name) ? [`${name} is gone`] : [],
    ),
    ...[...before.others].flatMap((name) => (after.others.has(name) ? [] : [`${name} is gone`])),
  ];
}

/** A longer text of variable length takes what a former release writes, and is read by it. */
function isLonger(type: string, former: string): boolean {
  const [length, formerLength] = [type, former].map((one) => Number(/^character varying\((\d+)\)$/.exec(one)?.[1]));
  return Number(length) > Number(formerLength);
}

function tableOf(column: string): string {
  return column.split('.')[0] ?? '';
}
