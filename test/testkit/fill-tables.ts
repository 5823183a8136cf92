import type { DataSource } from 'typeorm';

/**
 * Runs statements that insert many rows. Rows go in before the indexes and without foreign keys, which takes a third of the
 * time.
 */
export async function fillTables(
  dataSource: DataSource,
  tables: readonly string[],
  ...statements: string[]
): Promise<void> {
  await dataSource.transaction(async (manager) => {
    const indexes = await manager.query<{ name: string; definition: string }[]>(
      // The definition of a partitioned index is of this index alone: without ONLY, it is of those of the partitions, too.
      `SELECT indexrelid::regclass::text AS name, replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ') AS definition
      FROM pg_index
      WHERE indrelid = ANY ($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
      [tables],
    );
    await manager.query(`SET LOCAL session_replication_role = replica; SET LOCAL maintenance_work_mem = '256MB'`);
    await manager.query(`DROP INDEX ${indexes.map(({ name }) => name).join()}`);
    for (const statement of statements) {
      await manager.query(statement);
    }
    await manager.query(indexes.map(({ definition }) => definition).join(';'));
  });
}

/**
 * As an autovacuum would. Commits wait for the log, as they do outside tests: otherwise rows count as visible to all only
 * after a while, and until then scans of an index alone are not planned.
 */
export async function vacuum(dataSource: DataSource, ...tables: string[]): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    // All rows are analyzed, and not a sample that differs from run to run.
    await runner.query('SET synchronous_commit = on; SET default_statistics_target = 300');
    await runner.query(`VACUUM ANALYZE ${tables.join()}`);
  } finally {
    await runner.query('RESET synchronous_commit; RESET default_statistics_target');
    await runner.release();
  }
}
