import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A part of a domain or device id is found without reading every activation. */
export class IndexFingerprintTexts1791000300000 implements MigrationInterface {
  name = 'IndexFingerprintTexts1791000300000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE INDEX "activations_fingerprint_text" ON "activations" USING gin ("fingerprint" gin_trgm_ops)`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "activations_fingerprint_text"`);
  }
}
