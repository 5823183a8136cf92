import type { MigrationInterface, QueryRunner } from 'typeorm';

const NAMES: readonly (readonly [before: string, after: string])[] = [
  ['lm_blacklisted_buyers', 'blacklist.buyers'],
  ['lm_blacklisted_license_codes', 'blacklist.license_keys'],
  ['lm_blacklisted_domains', 'blacklist.domains'],
  ['lm_blacklisted_ips', 'blacklist.addresses'],
  ['lm_blacklist_ip_after_failed_attempts', 'throttle.failed_activations_per_address'],
  ['lm_blacklist_domain_after_failed_attempts', 'throttle.failed_activations_per_domain'],
];

/** What holds at every API has a name of its own; License Manager's is its alias. */
export class RenameBlacklistSettings1792010000000 implements MigrationInterface {
  name = 'RenameBlacklistSettings1792010000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [before, after] of NAMES) {
      await queryRunner.query(`UPDATE "settings" SET "name" = $2 WHERE "name" = $1`, [before, after]);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [before, after] of NAMES) {
      await queryRunner.query(`UPDATE "settings" SET "name" = $1 WHERE "name" = $2`, [before, after]);
    }
  }
}
