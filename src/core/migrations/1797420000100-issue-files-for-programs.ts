import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

/** A program that counts its own use has a file as a relay has, with meters alone. */
export class IssueFilesForPrograms1797420000100 implements Migration {
  name = 'IssueFilesForPrograms1797420000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE relays ADD kind character varying(16) NOT NULL DEFAULT 'relay',
         ADD CONSTRAINT relays_kind_known CHECK (kind IN ('relay', 'program'))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE relays DROP kind');
  }
}
