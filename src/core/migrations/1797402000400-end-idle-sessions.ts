import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

/** Policies end sessions whose user is idle; an admin who ends a session can say why. */
export class EndIdleSessions1797402000400 implements Migration {
  name = 'EndIdleSessions1797402000400';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE policies ADD idle_timeout integer,
         ADD CONSTRAINT policies_idle_timeout_range CHECK (idle_timeout BETWEEN 60 AND 86400)`,
    );
    await queryRunner.query(`UPDATE policies SET behavior = ''`);
    await queryRunner.query('ALTER TABLE license_sessions ADD end_message varchar(500)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE license_sessions DROP end_message');
    await queryRunner.query('ALTER TABLE policies DROP idle_timeout');
    await queryRunner.query(`UPDATE policies SET behavior = ''`);
  }
}
