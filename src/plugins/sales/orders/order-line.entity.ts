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
import type { OrderLicense } from './order-license.entity';
import { Order } from './order.entity';

/** One product of an order. */
@Entity('order_lines')
@Index('order_lines_order', ['orderId', 'id'])
@Index('order_lines_product', ['productId', 'orderId'])
@Index('order_lines_policy', ['policyId'])
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

  @OneToMany('OrderLicense', 'line')
  licenses?: Relation<OrderLicense>[];
}
