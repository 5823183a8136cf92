import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

/** Products say which parts license files may carry besides the license. */
export class ChoosePartsOfLicenseFiles1797200000100 implements Migration {
  name = 'ChoosePartsOfLicenseFiles1797200000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE products ADD license_file_parts varchar(16)[] NOT NULL DEFAULT '{}'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE products DROP license_file_parts');
  }
}
