import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

/** Metadata of devices and versions. */
export class DescribeDevicesAndVersions1797340000100 implements Migration {
  name = 'DescribeDevicesAndVersions1797340000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['activations', 'product_versions']) {
      await queryRunner.query(`ALTER TABLE ${table} ADD metadata jsonb NOT NULL DEFAULT '{}'`);
    }
    // Few devices have any, and each activation would write an entry for those that have none.
    await queryRunner.query(
      `CREATE INDEX activations_metadata ON activations USING gin (metadata jsonb_path_ops) WHERE metadata <> '{}'`,
    );
    await queryRunner.query(
      'CREATE INDEX product_versions_metadata ON product_versions USING gin (metadata jsonb_path_ops)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE product_versions DROP metadata');
    await queryRunner.query('ALTER TABLE activations DROP metadata');
  }
}
