import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Seats taken and freed per quarter hour. Those of the last month of events are counted here, later ones when they are numbered. */
export class CountSeatEvents1792380000000 implements MigrationInterface {
  name = 'CountSeatEvents1792380000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE "event_counts" (
        "at" timestamptz(3) NOT NULL,
        "name" varchar(64) NOT NULL,
        "count" bigint NOT NULL,
        CONSTRAINT "event_counts_pkey" PRIMARY KEY ("at", "name")
      )
    `);
    await queryRunner.query(`
      INSERT INTO "event_counts" ("at", "name", "count")
      SELECT date_bin('15 minutes', "at", 'epoch'), "name", count(*) FROM "events"
      WHERE "at" > (SELECT max("at") - interval '31 days' FROM "events")
        AND "name" IN ('license.activated', 'license.deactivated')
        AND "data"->>'takes_seat' IS DISTINCT FROM 'false' AND "sequence" IS DISTINCT FROM 0
      GROUP BY 1, 2
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "event_counts"`);
  }
}
