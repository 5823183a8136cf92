import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

/** Keeps the salt with which a relay hashes the names of users and devices in its reports. */
export class HashNamesInReports1797420000000 implements Migration {
  name = 'HashNamesInReports1797420000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE relay_state ADD salt character varying(64)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE relay_state DROP salt');
  }
}
