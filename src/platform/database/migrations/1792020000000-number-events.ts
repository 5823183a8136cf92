import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Numbers events in commit order. New events have the number 0 until they are numbered. Earlier events keep null, which
 * stands for their id: so no row is rewritten, and the sequence continues above the ids.
 */
export class NumberEvents1792020000000 implements MigrationInterface {
  name = 'NumberEvents1792020000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "events" ADD COLUMN "sequence" bigint`);
    await queryRunner.query(`ALTER TABLE "events" ALTER COLUMN "sequence" SET DEFAULT 0`);
    await queryRunner.query(`CREATE SEQUENCE "events_sequence_seq" OWNED BY "events"."sequence"`);
    await queryRunner.query(`
      SELECT setval('events_sequence_seq',
        greatest((SELECT max("id") FROM "events"), nextval(pg_get_serial_sequence('events', 'id')), 1))
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "events" DROP COLUMN "sequence"`);
  }
}
