import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE TABLE statistics_days (
  dimension varchar(16) NOT NULL,
  day date NOT NULL,
  product_id bigint NOT NULL,
  value varchar(255) NOT NULL,
  checks bigint NOT NULL,
  refused bigint NOT NULL,
  activations bigint NOT NULL,
  last_at timestamptz(3) NOT NULL,
  CONSTRAINT statistics_days_pkey PRIMARY KEY (dimension, day, product_id, value)
);
CREATE TABLE statistics_counts (
  dimension varchar(16) NOT NULL,
  product_id bigint NOT NULL,
  value varchar(255) NOT NULL,
  licenses bigint NOT NULL,
  usable bigint NOT NULL,
  devices bigint NOT NULL,
  CONSTRAINT statistics_counts_pkey PRIMARY KEY (dimension, product_id, value)
);
CREATE TABLE statistics_progress (
  id smallint NOT NULL,
  log_at timestamptz(3) NOT NULL,
  log_id bigint NOT NULL,
  counted_at timestamptz(3),
  duration_ms integer NOT NULL,
  CONSTRAINT statistics_progress_pkey PRIMARY KEY (id)
);
`;

const DOWN = `
DROP TABLE statistics_progress;
DROP TABLE statistics_counts;
DROP TABLE statistics_days;
`;

export class CountStatistics1795530000000 implements MigrationInterface {
  name = 'CountStatistics1795530000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
