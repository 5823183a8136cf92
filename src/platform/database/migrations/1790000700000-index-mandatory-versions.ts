import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers whether any version after a program's own is mandatory. */
export class IndexMandatoryVersions1790000700000 implements MigrationInterface {
  name = 'IndexMandatoryVersions1790000700000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE INDEX "product_versions_mandatory" ON "product_versions" ("product_id", "parts") WHERE "is_active" AND "is_mandatory"`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "product_versions_mandatory"`);
  }
}
