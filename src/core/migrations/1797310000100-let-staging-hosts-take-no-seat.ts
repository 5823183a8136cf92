import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

/** Policies say how hosts for staging count, which hosts of their own take no seat, and how many may. */
export class LetStagingHostsTakeNoSeat1797310000100 implements Migration {
  name = 'LetStagingHostsTakeNoSeat1797310000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE policies ADD staging_hosts varchar(16) NOT NULL DEFAULT 'without_seat',
         ADD free_hosts text[] NOT NULL DEFAULT '{}', ADD max_free_hosts integer DEFAULT 20,
         ADD CONSTRAINT policies_max_free_hosts_range CHECK (max_free_hosts BETWEEN 0 AND 500)`,
    );
    await queryRunner.query(`UPDATE policies SET behavior = ''`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE policies DROP staging_hosts, DROP free_hosts, DROP max_free_hosts');
    await queryRunner.query(`UPDATE policies SET behavior = ''`);
  }
}
