import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

/** Lists subscriptions with a missing payment without reading all others. */
export class IndexPastDueSubscriptions1797440000000 implements Migration {
  name = 'IndexPastDueSubscriptions1797440000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE INDEX orders_past_due_subscriptions ON orders (id)
         WHERE subscription_id IS NOT NULL AND past_due_at IS NOT NULL`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX orders_past_due_subscriptions');
  }
}
