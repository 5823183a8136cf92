import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

const UP = `
ALTER TABLE session_waits ADD activation_id bigint,
  ADD username varchar(512),
  ADD CONSTRAINT session_waits_activation_fkey FOREIGN KEY (activation_id) REFERENCES activations (id) ON DELETE CASCADE;
CREATE INDEX session_waits_activation ON session_waits (activation_id);
`;

/** The waiting line says which device and user wait. */
export class NameWaitingPrograms1797430000100 implements Migration {
  name = 'NameWaitingPrograms1797430000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE session_waits DROP activation_id, DROP username');
  }
}
