import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE INDEX order_lines_waiting ON order_lines (license_id)
WHERE continues ? 'effectiveAt' AND NOT continues @> '{"isDue": true}';
`;

const DOWN = 'DROP INDEX order_lines_waiting;';

/** Finds the upgrades that wait for the end of a period. */
export class FindWaitingUpgrades1796700050001 implements MigrationInterface {
  name = 'FindWaitingUpgrades1796700050001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
