import type { MigrationInterface, QueryRunner } from 'typeorm';

const statesAre = (states: string): string => `
ALTER TABLE data_exports
  DROP CONSTRAINT data_exports_state_known,
  ADD CONSTRAINT data_exports_state_known CHECK (state IN (${states}));
`;

const DOWN = `
UPDATE data_exports SET state = 'failed' WHERE state = 'stopped';
${statesAre(`'queued', 'running', 'done', 'failed'`)}`;

export class StopDataExports1795460000000 implements MigrationInterface {
  name = 'StopDataExports1795460000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(statesAre(`'queued', 'running', 'done', 'failed', 'stopped'`));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
