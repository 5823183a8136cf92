import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

/** API keys have rate limits of their own, by name. */
export class LimitRatesOfApiKeys1797360100001 implements Migration {
  name = 'LimitRatesOfApiKeys1797360100001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE api_keys ADD rate_limits jsonb NOT NULL DEFAULT '{}'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE api_keys DROP rate_limits');
  }
}
