import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

const UP = `
CREATE TABLE witnessed_pairs (
  pool uuid NOT NULL,
  epoch bigint NOT NULL,
  pair jsonb NOT NULL,
  talks jsonb NOT NULL,
  CONSTRAINT witnessed_pairs_pkey PRIMARY KEY (pool),
  CONSTRAINT witnessed_pairs_relay_fkey FOREIGN KEY (pool) REFERENCES relays (uid) ON DELETE CASCADE,
  CONSTRAINT witnessed_pairs_epoch CHECK (epoch >= 0 AND epoch = (pair->'epoch'->>'number')::bigint)
);

CREATE TABLE relay_shares (
  minute timestamptz(0) NOT NULL,
  sessions integer NOT NULL,
  CONSTRAINT relay_shares_pkey PRIMARY KEY (minute),
  CONSTRAINT relay_shares_not_negative CHECK (sessions >= 0)
);
`;

/** The vendor's server is the witness of pairs, and a relay of a pair remembers which share it had when. */
export class WitnessPairs1797430000000 implements Migration {
  name = 'WitnessPairs1797430000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE relay_shares; DROP TABLE witnessed_pairs');
  }
}
