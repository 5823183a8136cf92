import type { DataSource } from 'typeorm';

/**
 * Deletes all rows of these tables and of the tables that refer to them, and the archives, whose ids they are, and restarts their ids, as TRUNCATE … RESTART
 * IDENTITY CASCADE does. With few rows it takes 4 ms, and TRUNCATE 30: that makes a new file for every table and index.
 */
export async function emptyTables(dataSource: DataSource, names: string[]): Promise<void> {
  await dataSource.query(`
    DO $$
    DECLARE
      emptied oid[];
      each_table regclass;
    BEGIN
      WITH RECURSIVE referring (id) AS (
        SELECT name::regclass::oid FROM unnest('{${[...names, 'archives'].join()}}'::text[]) AS name
        UNION
        SELECT conrelid FROM pg_constraint JOIN referring ON confrelid = id
        WHERE contype = 'f' AND conparentid = 0
      )
      SELECT array_agg(id) INTO emptied FROM referring;

      PERFORM set_config('session_replication_role', 'replica', true);
      FOREACH each_table IN ARRAY emptied LOOP
        EXECUTE format('DELETE FROM %s', each_table);
      END LOOP;

      PERFORM setval(objid::regclass, seqstart, false) FROM pg_depend JOIN pg_sequence ON seqrelid = objid
      WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass AND refobjid = ANY (emptied);
    END $$`);
}
