import type { QueryRunner } from 'typeorm';
import { onceNotBusy } from './unless-busy';

const DAY = 86_400_000;

export interface TableToPartition {
  /** Has the columns `at` and `id`, the identity; an index `<name>_at_id` is its future primary key. */
  readonly name: string;
  /** Its other indexes: definitions by name. */
  readonly indexes: Readonly<Record<string, string>>;
  /** Further statements, for example for triggers. */
  readonly afterwards?: readonly string[];
}

/**
 * Partitions a table by month without copying its rows, for migrations with `transaction = false`: the table becomes the
 * partition for everything up to the end of this month, and is named after this month. Can be repeated after an
 * interruption. Nodes of the previous version may be writing; they wait only while the tables are exchanged.
 */
export async function partitionByMonth(queryRunner: QueryRunner, table: TableToPartition): Promise<void> {
  const { name } = table;
  if (await isPartitioned(queryRunner, name)) {
    return;
  }
  const month = await lastMonth(queryRunner, name);
  const limit = `"${name}_limit"`;
  await onceNotBusy(queryRunner, async () => {
    await queryRunner.query(`ALTER TABLE "${name}" DROP CONSTRAINT IF EXISTS ${limit}`);
    await queryRunner.query(`ALTER TABLE "${name}" ADD CONSTRAINT ${limit} CHECK ("at" < '${month.to}') NOT VALID`);
  });
  // A valid constraint saves the scan when the table is attached; writers continue meanwhile.
  await queryRunner.query(`ALTER TABLE "${name}" VALIDATE CONSTRAINT ${limit}`);
  await onceNotBusy(queryRunner, () => exchange(queryRunner, table, month));
}

async function isPartitioned(queryRunner: QueryRunner, table: string): Promise<boolean> {
  const [{ kind }] = await queryRunner.manager.query<[{ kind: string }]>(
    `SELECT relkind::text AS kind FROM pg_class WHERE oid = $1::regclass`,
    [table],
  );
  return kind === 'p';
}

interface LastMonth {
  /** E.g. `2026_11`. */
  readonly name: string;
  /** End of the month, in ISO 8601. */
  readonly to: string;
}

/** The month of the latest row, and at least of tomorrow: rows are being written meanwhile. */
async function lastMonth(queryRunner: QueryRunner, table: string): Promise<LastMonth> {
  const [{ latest }] = await queryRunner.manager.query<[{ latest: Date | null }]>(
    `SELECT max("at") AS latest FROM "${table}"`,
  );
  const last = new Date(Math.max(Date.now(), latest?.getTime() ?? 0) + DAY);
  const name = last.toISOString().slice(0, 7).replace('-', '_');
  return { name, to: new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() + 1)).toISOString() };
}

async function exchange(queryRunner: QueryRunner, table: TableToPartition, month: LastMonth): Promise<void> {
  const { name, afterwards = [] } = table;
  const part = `${name}_${month.name}`;
  await queryRunner.query(`LOCK TABLE "${name}" IN ACCESS EXCLUSIVE MODE`);
  await queryRunner.query(`ALTER TABLE "${name}" RENAME TO "${part}"`);
  await replaceIdentity(queryRunner, name, part);
  await renameIndexes(queryRunner, table, part);
  await queryRunner.query(`CREATE TABLE "${name}" (LIKE "${part}" INCLUDING DEFAULTS) PARTITION BY RANGE ("at")`);
  await queryRunner.query(`ALTER TABLE "${name}" ADD CONSTRAINT "${name}_pkey" PRIMARY KEY ("at", "id")`);
  await createIndexes(queryRunner, table);
  await attachUnlessEmpty(queryRunner, name, part, month);
  await queryRunner.query(`CREATE TABLE "${name}_default" PARTITION OF "${name}" DEFAULT`);
  for (const statement of afterwards) {
    await queryRunner.query(statement);
  }
}

/** Before PostgreSQL 17, a partitioned table cannot have an identity: a sequence continues it. */
async function replaceIdentity(queryRunner: QueryRunner, table: string, part: string): Promise<void> {
  const next = await nextId(queryRunner, table);
  await queryRunner.query(`ALTER TABLE "${part}" ALTER COLUMN "id" DROP IDENTITY`);
  await queryRunner.query(`CREATE SEQUENCE "${table}_id_seq" AS bigint START ${next}`);
  await queryRunner.query(`ALTER TABLE "${part}" ALTER COLUMN "id" SET DEFAULT nextval('"${table}_id_seq"'::regclass)`);
}

async function renameIndexes(queryRunner: QueryRunner, { name, indexes }: TableToPartition, part: string) {
  await queryRunner.query(
    `ALTER TABLE "${part}" DROP CONSTRAINT "${name}_pkey",
     ADD CONSTRAINT "${part}_pkey" PRIMARY KEY USING INDEX "${name}_at_id"`,
  );
  for (const index of Object.keys(indexes)) {
    await queryRunner.query(`ALTER INDEX "${index}" RENAME TO "${part}${index.slice(name.length)}"`);
  }
}

async function createIndexes(queryRunner: QueryRunner, { name, indexes }: TableToPartition): Promise<void> {
  for (const [index, definition] of Object.entries(indexes)) {
    await queryRunner.query(`CREATE INDEX "${index}" ON "${name}" ${definition}`);
  }
}

async function attachUnlessEmpty(
  queryRunner: QueryRunner,
  table: string,
  part: string,
  month: LastMonth,
): Promise<void> {
  const rows = await queryRunner.manager.query<unknown[]>(`SELECT 1 FROM "${part}" LIMIT 1`);
  if (rows.length === 0) {
    await queryRunner.query(`DROP TABLE "${part}"`);
    return;
  }
  await queryRunner.query(
    `ALTER TABLE "${table}" ATTACH PARTITION "${part}" FOR VALUES FROM (MINVALUE) TO ('${month.to}')`,
  );
  await queryRunner.query(`ALTER TABLE "${part}" DROP CONSTRAINT "${table}_limit"`);
}

/** Reverts `partitionByMonth`, by copying the rows. Triggers are lost. */
export async function mergePartitions(queryRunner: QueryRunner, table: TableToPartition): Promise<void> {
  const { name } = table;
  await queryRunner.startTransaction();
  await queryRunner.query(`CREATE TABLE "${name}_merged" (LIKE "${name}")`);
  await queryRunner.query(`INSERT INTO "${name}_merged" SELECT * FROM "${name}"`);
  const next = await nextId(queryRunner, name);
  await queryRunner.query(`DROP TABLE "${name}"`);
  await queryRunner.query(`DROP SEQUENCE "${name}_id_seq"`);
  await queryRunner.query(`ALTER TABLE "${name}_merged" RENAME TO "${name}"`);
  await queryRunner.query(
    `ALTER TABLE "${name}" ADD CONSTRAINT "${name}_pkey" PRIMARY KEY ("id"),
     ALTER COLUMN "id" ADD GENERATED BY DEFAULT AS IDENTITY (SEQUENCE NAME "${name}_id_seq" START ${next})`,
  );
  await queryRunner.query(`CREATE UNIQUE INDEX "${name}_at_id" ON "${name}" ("at", "id")`);
  await createIndexes(queryRunner, table);
  await queryRunner.commitTransaction();
}

async function nextId(queryRunner: QueryRunner, table: string): Promise<number> {
  const [{ next }] = await queryRunner.manager.query<[{ next: number }]>(`SELECT nextval('"${table}_id_seq"') AS next`);
  return next;
}
