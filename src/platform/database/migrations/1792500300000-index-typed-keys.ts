import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexConcurrently } from '../concurrent-index';

/** For keys as people type them: the normal form of each key of capitals, digits and dashes. */
export class IndexTypedKeys1792500300000 implements MigrationInterface {
  name = 'IndexTypedKeys1792500300000';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    const definition = `((translate("key", 'OIL-', '011'))) WHERE "key" ~ '^[A-Z0-9-]+$'`;
    await createIndexConcurrently(queryRunner, { name: 'licenses_typed_key', table: 'licenses', definition });
    await createIndexConcurrently(queryRunner, { name: 'retired_keys_typed_key', table: 'retired_keys', definition });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "retired_keys_typed_key"`);
    await queryRunner.query(`DROP INDEX "licenses_typed_key"`);
  }
}
