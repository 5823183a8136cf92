import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

/** Lists subscriptions that ended, or will end, without reading all others. */
export class IndexEndedSubscriptions1797403000000 implements Migration {
  name = 'IndexEndedSubscriptions1797403000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE INDEX orders_ended_subscriptions ON orders (id)
         WHERE subscription_id IS NOT NULL AND (state = 'refunded' OR cancelled_at IS NOT NULL)`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX orders_ended_subscriptions');
  }
}
