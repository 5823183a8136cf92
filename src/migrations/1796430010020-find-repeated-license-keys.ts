import type { MigrationInterface, QueryRunner } from 'typeorm';

// Most servers name a license by its key, which is indexed already; some have ids and may give one key to two licenses.
const UP = `
CREATE INDEX import_rows_key ON import_rows (import_id, label, position)
  WHERE kind = 'license' AND source_id <> label AND source_id <> lower(label);
`;

const DOWN = `DROP INDEX import_rows_key;`;

export class FindRepeatedLicenseKeys1796430010020 implements MigrationInterface {
  name = 'FindRepeatedLicenseKeys1796430010020';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
