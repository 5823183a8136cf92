import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Credits: meters whose amounts have decimals. */
export class AddCredits1796900000000 implements MigrationInterface {
  name = 'AddCredits1796900000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE meters ADD decimals smallint,
        ADD CONSTRAINT meters_decimals_of_credit CHECK (decimals IS NULL OR (decimals >= 0 AND decimals <= 6 AND kind = 'consumed'))`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE meters DROP decimals');
  }
}
