import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
ALTER TABLE policies ADD COLUMN term_meter varchar(255);
UPDATE policies SET behavior = '';
`;

const DOWN = `
ALTER TABLE policies DROP COLUMN term_meter;
UPDATE policies SET behavior = '';
`;

/** The meter or credit whose first use starts the terms of licenses. */
export class StartTermsWithUse1797300000000 implements MigrationInterface {
  name = 'StartTermsWithUse1797300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
