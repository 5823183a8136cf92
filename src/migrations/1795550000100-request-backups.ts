import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

export class RequestBackups1795550000100 implements Migration {
  name = 'RequestBackups1795550000100';
  widens = ['backups_state_known', 'backups_origin_known', 'backups_end_known'];

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
ALTER TABLE backups ADD COLUMN uid uuid NOT NULL DEFAULT gen_random_uuid(),
  DROP CONSTRAINT backups_state_known,
  DROP CONSTRAINT backups_origin_known,
  DROP CONSTRAINT backups_end_known,
  ADD CONSTRAINT backups_state_known CHECK (state IN ('queued', 'running', 'done', 'failed')),
  ADD CONSTRAINT backups_origin_known CHECK (origin IN ('schedule', 'command', 'request')),
  ADD CONSTRAINT backups_end_known CHECK ((finished_at IS NULL) = (state IN ('queued', 'running')));
CREATE UNIQUE INDEX backups_uid_unique ON backups (uid);
`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
DELETE FROM backups WHERE state = 'queued' OR origin = 'request';
ALTER TABLE backups DROP COLUMN uid,
  DROP CONSTRAINT backups_state_known,
  DROP CONSTRAINT backups_origin_known,
  DROP CONSTRAINT backups_end_known,
  ADD CONSTRAINT backups_state_known CHECK (state IN ('running', 'done', 'failed')),
  ADD CONSTRAINT backups_origin_known CHECK (origin IN ('schedule', 'command')),
  ADD CONSTRAINT backups_end_known CHECK ((finished_at IS NULL) = (state = 'running'));
`);
  }
}
