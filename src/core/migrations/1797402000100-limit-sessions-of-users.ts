import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

/** Policies limit sessions by user and machine, and say which sessions share a seat. */
export class LimitSessionsOfUsers1797402000100 implements Migration {
  name = 'LimitSessionsOfUsers1797402000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE policies ADD sessions_count_by varchar(16) NOT NULL DEFAULT 'instance',
         ADD max_sessions_per_user integer, ADD max_sessions_per_machine integer, ADD max_machines_per_user integer,
         ADD CONSTRAINT policies_max_sessions_per_user_positive CHECK (max_sessions_per_user > 0),
         ADD CONSTRAINT policies_max_sessions_per_machine_positive CHECK (max_sessions_per_machine > 0),
         ADD CONSTRAINT policies_max_machines_per_user_positive CHECK (max_machines_per_user > 0)`,
    );
    await queryRunner.query(`UPDATE policies SET behavior = ''`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE policies DROP sessions_count_by, DROP max_sessions_per_user, DROP max_sessions_per_machine,
         DROP max_machines_per_user`,
    );
    await queryRunner.query(`UPDATE policies SET behavior = ''`);
  }
}
