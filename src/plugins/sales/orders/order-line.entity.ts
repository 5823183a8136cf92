import {
  Check,
  Column,
  Entity,
  Generated,
  Index,
  JoinColumn,
  ManyToOne,
  OneToMany,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { type EntitlementValue, Policy, Product } from '../../../core/catalog';
import { License } from '../../../core/licenses';
import type { Continues } from './continuation';
import type { HoldEffect, HoldReason, OrderLicense } from './order-license.entity';
import { Order } from './order.entity';

/** One product of an order: it gives licenses, or continues one. */
@Entity('order_lines')
@Index('order_lines_order', ['orderId', 'id'])
@Index('order_lines_product', ['productId', 'orderId'])
@Index('order_lines_policy', ['policyId'])
@Index('order_lines_license', ['licenseId', 'id'], { where: '"license_id" IS NOT NULL' })
@Index('order_lines_waiting', { synchronize: false })
@Check('order_lines_quantity_positive', '"quantity" > 0')
@Check('order_lines_seats_positive', '"seats" > 0')
@Check('order_lines_price_positive', '"price" >= 0')
export class OrderLine {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'order_lines_pkey' })
  id!: number;

  @Index('order_lines_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'order_id', type: 'bigint' })
  orderId!: number;

  @ManyToOne(() => Order, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'order_id', foreignKeyConstraintName: 'order_lines_order_fkey' })
  order?: Relation<Order>;

  /** Null after the product was deleted. */
  @Column({ name: 'product_id', type: 'bigint', nullable: true })
  productId!: number | null;

  @ManyToOne(() => Product, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'product_id', foreignKeyConstraintName: 'order_lines_product_fkey' })
  product?: Relation<Product> | null;

  /** Null after the policy was deleted. */
  @Column({ name: 'policy_id', type: 'bigint', nullable: true })
  policyId!: number | null;

  @ManyToOne(() => Policy, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'policy_id', foreignKeyConstraintName: 'order_lines_policy_fkey' })
  policy?: Relation<Policy> | null;

  /** Number of licenses. */
  @Column({ type: 'integer', default: 1 })
  quantity!: number;

  /** Seats of each license; null for those of the policy. */
  @Column({ type: 'integer', nullable: true })
  seats!: number | null;

  /** Price of the whole line, in the smallest unit of the order's currency. */
  @Column({ type: 'bigint', nullable: true })
  price!: number | null;

  /** The shop's id of the line. */
  @Column({ name: 'external_id', type: 'varchar', length: 255, nullable: true })
  externalId!: string | null;

  @Column({ name: 'refunded_at', type: 'timestamptz', precision: 3, nullable: true })
  refundedAt!: Date | null;

  /** The shop's time when a subscription lost the line; null while it has it. */
  @Column({ name: 'removed_at', type: 'timestamptz', precision: 3, nullable: true })
  removedAt!: Date | null;

  /** End of the paid period of a removed line; null without a period, and for other lines, which follow their order. */
  @Column({ name: 'period_end', type: 'timestamptz', precision: 3, nullable: true })
  periodEnd!: Date | null;

  /** Entitlements that the licenses have besides those of the policy, by code. */
  @Column({ type: 'jsonb', default: {} })
  entitlements!: Readonly<Record<string, EntitlementValue>>;

  /** The license that the line continues, instead of giving licenses; null otherwise, and after it was deleted. */
  @Column({ name: 'license_id', type: 'bigint', nullable: true })
  licenseId!: number | null;

  @ManyToOne(() => License, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'order_lines_license_fkey' })
  license?: Relation<License> | null;

  /** Effects on the license that it continues; null for a line that gives licenses. */
  @Column({ type: 'jsonb', nullable: true })
  continues!: Continues | null;

  /** The shop's time of the payment that continues a license. */
  @Column({ name: 'paid_at', type: 'timestamptz', precision: 3, nullable: true })
  paidAt!: Date | null;

  /** Reasons why the license that it continues lacks what the line paid for. */
  @Column({ type: 'jsonb', default: {} })
  holds!: Partial<Record<HoldReason, HoldEffect>>;

  @OneToMany('OrderLicense', 'line')
  licenses?: Relation<OrderLicense>[];
}
