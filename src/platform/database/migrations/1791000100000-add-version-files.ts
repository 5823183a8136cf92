import type { MigrationInterface, QueryRunner } from 'typeorm';

const FILES = ['main_file', 'sql_file'];

/** Looked through for parts of their text. */
const TEXTS: readonly (readonly [table: string, column: string])[] = [
  ['products', 'reference'],
  ['products', 'name'],
  ['licenses', 'key'],
  ['licenses', 'description'],
  ['licenses', 'device_note'],
  ['licenses', 'batch'],
  ['customers', 'email'],
];

/** Files of versions; versions found by their reference alone; searches in texts without reading whole tables. */
export class AddVersionFiles1791000100000 implements MigrationInterface {
  name = 'AddVersionFiles1791000100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const file of FILES) {
      await queryRunner.query(`
        ALTER TABLE "product_versions" ADD COLUMN "${file}_id" bigint,
          ADD CONSTRAINT "product_versions_${file}_fkey" FOREIGN KEY ("${file}_id") REFERENCES "stored_files"("id")
      `);
      await queryRunner.query(
        `CREATE UNIQUE INDEX "product_versions_${file}_unique" ON "product_versions" ("${file}_id")`,
      );
    }
    await queryRunner.query(`CREATE INDEX "product_versions_reference" ON "product_versions" ("reference")`);
    await queryRunner.query(`CREATE EXTENSION IF NOT EXISTS pg_trgm`);
    for (const [table, column] of TEXTS) {
      await queryRunner.query(
        `CREATE INDEX "${table}_${column}_text" ON "${table}" USING gin ("${column}" gin_trgm_ops)`,
      );
    }
  }

  // The extension stays: others may have come to use it.
  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [table, column] of TEXTS) {
      await queryRunner.query(`DROP INDEX "${table}_${column}_text"`);
    }
    await queryRunner.query(`DROP INDEX "product_versions_reference"`);
    for (const file of FILES) {
      await queryRunner.query(`ALTER TABLE "product_versions" DROP COLUMN "${file}_id"`);
    }
  }
}
