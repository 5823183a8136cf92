import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

// LIMIT keeps the planner, which does not know how many licenses there are, from reading whole tables for a few.
const UP = `
CREATE FUNCTION refuse_reserved_keys() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM issued) THEN
      RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('keyward: pooled keys', 0));
    IF EXISTS (
      SELECT FROM issued CROSS JOIN LATERAL (SELECT FROM retired_keys WHERE key = issued.key LIMIT 1) AS retired
    ) OR EXISTS (
      SELECT FROM issued CROSS JOIN LATERAL (
        SELECT FROM pooled_keys WHERE key = issued.key AND drawn_at IS NULL LIMIT 1
      ) AS pooled
    ) THEN
      RAISE unique_violation USING MESSAGE = 'the key is reserved', CONSTRAINT = 'licenses_key_unique';
    END IF;
    IF EXISTS (
      SELECT FROM issued CROSS JOIN LATERAL (
        SELECT FROM archived_rows AS r JOIN archives AS a ON a.id = r.archive_id
        WHERE r.table_name IN ('licenses', 'retired_keys') AND r.column_name = '' AND r.data->>'key' = issued.key
          AND a.target_uid <> issued.uid
        LIMIT 1
      ) AS archived
    ) THEN
      RAISE unique_violation USING MESSAGE = 'a deleted license has the key', CONSTRAINT = 'archived_rows_key';
    END IF;
    RETURN NULL;
  END
$$;
DROP TRIGGER licenses_new_key ON licenses;
CREATE TRIGGER licenses_new_key AFTER INSERT ON licenses REFERENCING NEW TABLE AS issued
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_reserved_keys();
`;

const DOWN = `
DROP TRIGGER licenses_new_key ON licenses;
CREATE TRIGGER licenses_new_key AFTER INSERT ON licenses
  FOR EACH ROW EXECUTE FUNCTION refuse_reserved_key();
DROP FUNCTION refuse_reserved_keys;
`;

export class CheckReservedKeysAtOnce1796430010010 implements Migration {
  name = 'CheckReservedKeysAtOnce1796430010010';
  /** It refuses the same keys. */
  readonly widens = ['licenses_new_key'];

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
