import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

const POSITIVE = ['max_disk_gb', 'max_total_cores', 'max_total_memory_mb', 'max_total_disk_gb'];

/** Disk space of devices, and limits of the size of all devices of a license. */
export class LimitSizesOfDevices1797340000000 implements Migration {
  name = 'LimitSizesOfDevices1797340000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const limits = POSITIVE.map(
      (column) => `ADD ${column} integer, ADD CONSTRAINT policies_${column}_positive CHECK (${column} > 0)`,
    );
    await queryRunner.query(
      `ALTER TABLE policies ${limits.join(', ')}, ADD unreported_size varchar(16) NOT NULL DEFAULT 'allow'`,
    );
    await queryRunner.query(`UPDATE policies SET behavior = ''`);
    await queryRunner.query('ALTER TABLE activations ADD disk_gb integer');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE activations DROP disk_gb');
    const columns = [...POSITIVE, 'unreported_size'].map((column) => `DROP ${column}`);
    await queryRunner.query(`ALTER TABLE policies ${columns.join(', ')}`);
    await queryRunner.query(`UPDATE policies SET behavior = ''`);
  }
}
