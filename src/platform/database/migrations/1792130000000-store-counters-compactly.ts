import type { MigrationInterface, QueryRunner } from 'typeorm';

// Free space in each page, so that a new version of a row is written beside the old one and needs no index entry.
const PARAMETERS = {
  activations: { fillfactor: 70 },
  verification_counts: { fillfactor: 50, autovacuum_vacuum_scale_factor: 0, autovacuum_vacuum_threshold: 10_000 },
};

/** Keeps the two tables that every check updates at a constant size. Existing pages get their space when they are rewritten. */
export class StoreCountersCompactly1792130000000 implements MigrationInterface {
  name = 'StoreCountersCompactly1792130000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, parameters] of Object.entries(PARAMETERS)) {
      const list = Object.entries(parameters).map(([name, value]) => `${name} = ${value}`);
      await queryRunner.query(`ALTER TABLE "${table}" SET (${list.join(', ')})`);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [table, parameters] of Object.entries(PARAMETERS)) {
      await queryRunner.query(`ALTER TABLE "${table}" RESET (${Object.keys(parameters).join(', ')})`);
    }
  }
}
