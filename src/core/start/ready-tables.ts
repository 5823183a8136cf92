import { escapeIdentifier } from 'pg';
import type { QueryRunner } from 'typeorm';

interface Statements {
  readonly before: string;
  readonly after: string;
}

export interface ReadyTables {
  /** Names of all tables, without partitions. */
  readonly tables: ReadonlySet<string>;
  /** Brings back what was removed; fails if the rows violate a constraint. */
  finish(): Promise<void>;
}

/**
 * Makes new tables ready for many rows in any order: without the rows of the migrations, and until `finish` without triggers,
 * foreign keys and indexes, which are built faster at the end.
 */
export async function readyTables({ manager }: QueryRunner): Promise<ReadyTables> {
  const removed: Statements[] = [];
  // Indexes last, because foreign keys depend on them.
  for (const query of [TRIGGERS, FOREIGN_KEYS, INDEXES]) {
    removed.push(...(await manager.query<Statements[]>(query)));
  }
  for (const { before } of removed) {
    await manager.query(before);
  }
  const tables = (await manager.query<{ name: string }[]>(TABLES)).map(({ name }) => name);
  await manager.query(`TRUNCATE ${tables.map(escapeIdentifier).join(', ')}`);
  return {
    tables: new Set(tables),
    finish: async () => {
      for (const { after } of removed.toReversed()) {
        await manager.query(after);
      }
    },
  };
}

const HERE = 'relnamespace = to_regnamespace(current_schema())';

const TABLES = `
  SELECT relname AS name FROM pg_class
  WHERE ${HERE} AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> 'migrations'`;

// Those of partitions, too, which have a state of their own.
const TRIGGERS = `
  SELECT format('ALTER TABLE ONLY %s DISABLE TRIGGER %I', pg_class.oid::regclass, tgname) AS before,
         format('ALTER TABLE ONLY %s ENABLE TRIGGER %I', pg_class.oid::regclass, tgname) AS after
  FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
  WHERE ${HERE} AND tgenabled = 'O' AND tgconstraint = 0`;

const FOREIGN_KEYS = `
  SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS before,
         format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(pg_constraint.oid)) AS after
  FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
  WHERE ${HERE} AND contype = 'f' AND conparentid = 0`;

// Neither those of partitioned tables, nor those with expressions or conditions, which would be written in another form.
const INDEXES = `
  SELECT format('DROP INDEX %s', indexrelid::regclass) AS before, pg_get_indexdef(indexrelid) AS after
  FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
  WHERE ${HERE} AND relkind = 'r' AND NOT relispartition AND indexprs IS NULL AND indpred IS NULL
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))`;
