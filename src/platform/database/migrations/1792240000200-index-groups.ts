import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexConcurrently } from '../concurrent-index';

/** Finds the licenses and customers of a group. */
export class IndexGroups1792240000200 implements MigrationInterface {
  name = 'IndexGroups1792240000200';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['customers', 'licenses']) {
      await createIndexConcurrently(queryRunner, {
        name: `${table}_group`,
        table,
        definition: `("group_id", "id") WHERE "group_id" IS NOT NULL`,
      });
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "licenses_group"`);
    await queryRunner.query(`DROP INDEX "customers_group"`);
  }
}
