import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
ALTER TABLE orders ADD ended_at timestamptz(3), ADD billing_interval varchar(16);
UPDATE orders SET ended_at = cancelled_at
WHERE cancelled_at IS NOT NULL AND EXISTS (
  SELECT FROM order_lines AS line LEFT JOIN order_licenses AS given ON given.line_id = line.id
  WHERE line.order_id = orders.id AND (line.holds ? 'cancellation' OR given.holds ? 'cancellation')
);
CREATE INDEX orders_subscriptions ON orders (id) WHERE subscription_id IS NOT NULL;
`;

const DOWN = `
DROP INDEX orders_subscriptions;
ALTER TABLE orders DROP ended_at, DROP billing_interval;
`;

/** The facts that an order lacks to describe a subscription. */
export class DescribeSubscriptions1796700050000 implements MigrationInterface {
  name = 'DescribeSubscriptions1796700050000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
