import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
ALTER TABLE verifications ADD COLUMN api_key_id bigint;

-- Raised by every call with a key: free space in each page keeps the table at a constant size.
CREATE TABLE api_key_counts (
  api_key_id bigint NOT NULL,
  at timestamptz(3) NOT NULL,
  shard smallint NOT NULL,
  total bigint NOT NULL,
  refused bigint NOT NULL,
  CONSTRAINT api_key_counts_pkey PRIMARY KEY (api_key_id, at, shard)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);
CREATE INDEX api_key_counts_spread ON api_key_counts (at, api_key_id, shard) WHERE shard > 0;
`;

const DOWN = `
DROP TABLE api_key_counts;
ALTER TABLE verifications DROP COLUMN api_key_id;
`;

export class LogApiKeys1795400800000 implements MigrationInterface {
  name = 'LogApiKeys1795400800000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
