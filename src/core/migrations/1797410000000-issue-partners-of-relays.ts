import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

const UP = `
ALTER TABLE relays ADD partner_of uuid;

CREATE TABLE relay_pair (
  id smallint NOT NULL,
  license uuid NOT NULL,
  partner uuid NOT NULL,
  sessions integer NOT NULL,
  activations integer NOT NULL,
  take_over_asked_at timestamptz(3),
  state jsonb NOT NULL,
  CONSTRAINT relay_pair_pkey PRIMARY KEY (id),
  CONSTRAINT relay_pair_single CHECK (id = 1),
  CONSTRAINT relay_pair_shares CHECK (sessions >= 0 AND activations >= 0)
);
`;

/** Two relays share one pool. Each of them stores its part of it, and what it knows of its partner. */
export class IssuePartnersOfRelays1797410000000 implements Migration {
  name = 'IssuePartnersOfRelays1797410000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE relay_pair; ALTER TABLE relays DROP partner_of');
  }
}
