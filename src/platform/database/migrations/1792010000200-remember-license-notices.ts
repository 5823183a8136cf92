import type { MigrationInterface, QueryRunner } from 'typeorm';
import { onceNotBusy } from '../unless-busy';

const COLUMNS = [
  'expired_notice_for',
  'expiring_notice_for',
  'expiring_notice_days',
  'updates_notice_for',
  'support_notice_for',
];

/** Remembers for which dates of a license an event was recorded. Dates that have passed already get none. */
export class RememberLicenseNotices1792010000200 implements MigrationInterface {
  name = 'RememberLicenseNotices1792010000200';
  // Waits only briefly for the lock, because checks queue behind it.
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    const type = (column: string): string => (column.endsWith('_days') ? 'integer' : 'timestamptz(3)');
    await onceNotBusy(queryRunner, async () => {
      // A default that existing rows keep: PostgreSQL stores it once, without rewriting them.
      await queryRunner.query(
        `ALTER TABLE "licenses" ADD COLUMN "notices_from" timestamptz(3) DEFAULT '${new Date().toISOString()}',
         ${COLUMNS.map((column) => `ADD COLUMN "${column}" ${type(column)}`).join(', ')}`,
      );
      await queryRunner.query(`ALTER TABLE "licenses" ALTER COLUMN "notices_from" DROP DEFAULT`);
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE "licenses" ${[...COLUMNS, 'notices_from'].map((column) => `DROP COLUMN "${column}"`).join(', ')}`,
    );
  }
}
