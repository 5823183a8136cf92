import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

/** Policies limit how often features of the program are used. */
export class LimitRatesOfFeatures1797350000100 implements Migration {
  name = 'LimitRatesOfFeatures1797350000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE policies ADD rate_limits jsonb NOT NULL DEFAULT '{}'`);
    await queryRunner.query(`UPDATE policies SET behavior = ''`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE policies DROP rate_limits');
    await queryRunner.query(`UPDATE policies SET behavior = ''`);
  }
}
