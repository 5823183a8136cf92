import type { MigrationInterface, QueryRunner } from 'typeorm';

// No index has a column that decides about a row, and pages have room for its next version: an update then writes no index.
// Licenses are never looked for by their product.
const UP = `
CREATE INDEX import_rows_refused ON import_rows (import_id, kind, reason, position) WHERE reason IS NOT NULL;
DROP INDEX import_rows_left_out;
CREATE INDEX import_rows_members ON import_rows (import_id, kind, parent) WHERE parent IS NOT NULL AND kind <> 'license';
DROP INDEX import_rows_parent;
ALTER TABLE import_rows SET (fillfactor = 50);
`;

const DOWN = `
ALTER TABLE import_rows RESET (fillfactor);
CREATE INDEX import_rows_parent ON import_rows (import_id, kind, parent) WHERE parent IS NOT NULL;
DROP INDEX import_rows_members;
CREATE INDEX import_rows_left_out ON import_rows (import_id, kind, reason, position) WHERE outcome = 'left_out';
DROP INDEX import_rows_refused;
`;

export class UpdateImportRowsInPlace1796430010000 implements MigrationInterface {
  name = 'UpdateImportRowsInPlace1796430010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
