import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type ConcurrentIndex, createIndexConcurrently } from '../platform/migrations/concurrent-index';

const INDEXES: readonly ConcurrentIndex[] = [
  {
    name: 'license_sessions_ended',
    table: 'license_sessions',
    definition: '("ended_at") WHERE "ended_at" IS NOT NULL',
  },
  { name: 'licenses_floating', table: 'licenses', definition: '("max_sessions") WHERE "max_sessions" IS NOT NULL' },
  {
    name: 'verifications_refused_session',
    table: 'verifications',
    definition: `("at") WHERE "outcome" = 'SESSIONS_EXHAUSTED'`,
  },
];

export class IndexFloatingSeats1795400900000 implements MigrationInterface {
  name = 'IndexFloatingSeats1795400900000';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const index of INDEXES) {
      await createIndexConcurrently(queryRunner, index);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { name } of INDEXES) {
      await queryRunner.query(`DROP INDEX "${name}"`);
    }
  }
}
