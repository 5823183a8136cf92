import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The limit of failed credentials is called `unauthenticated` at every API; numbers that admins chose stay. */
export class RenameUnauthenticatedLimits1792001000000 implements MigrationInterface {
  name = 'RenameUnauthenticatedLimits1792001000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await rename(queryRunner, 'strangers', 'unauthenticated');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await rename(queryRunner, 'unauthenticated', 'strangers');
  }
}

async function rename(queryRunner: QueryRunner, from: string, to: string): Promise<void> {
  await queryRunner.query(
    `UPDATE "settings" SET "name" = regexp_replace("name", '[^.]+$', $2) WHERE "name" LIKE 'limits.%.' || $1`,
    [from, to],
  );
}
