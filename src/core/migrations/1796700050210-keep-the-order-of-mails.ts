import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
ALTER TABLE mails ADD COLUMN thread uuid;
CREATE INDEX mails_thread ON mails (thread, to_address, event_id, id) WHERE state = 'queued' AND thread IS NOT NULL;
`;

export class KeepTheOrderOfMails1796700050210 implements MigrationInterface {
  name = 'KeepTheOrderOfMails1796700050210';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE mails DROP COLUMN thread');
  }
}
