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
import type { Sorts } from '../../../core/common/internal';
import { Customer } from '../../../core/customers';
import type { OrderLine } from './order-line.entity';

export const ORDER_STATES = ['paid', 'partly_refunded', 'refunded', 'disputed', 'cancelled', 'past_due'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** The shop of orders that people and programs of the vendor add. */
export const MANUAL_SHOP = 'manual';

/** Field of the metadata with the address of the shop's receipt or invoice for the newest payment. */
export const RECEIPT_URL = 'receipt_url';

/** Licenses that one order can give. */
export const MAX_LICENSES = 500;

export const ORDER_SORTS = {
  created_at: { property: 'id' },
  updated_at: { property: 'updatedAt' },
} satisfies Sorts;

/** A sale, which gives licenses to a customer. */
@Entity('orders')
@Index('orders_shop_external_unique', ['shop', 'externalId'], { unique: true })
@Index('orders_external', ['externalId', 'id'], { where: '"external_id" IS NOT NULL' })
@Index('orders_subscription', ['subscriptionId', 'id'], { where: '"subscription_id" IS NOT NULL' })
@Index('orders_customer_external', ['customerExternalId', 'id'], { where: '"customer_external_id" IS NOT NULL' })
@Index('orders_customer', ['customerId', 'id'])
@Index('orders_state', ['state', 'id'])
@Index('orders_suspension', ['suspendAt'], { where: '"suspend_at" IS NOT NULL' })
@Index('orders_updated', ['updatedAt', 'id'])
@Index('orders_subscriptions', ['id'], { where: '"subscription_id" IS NOT NULL' })
@Index('orders_ended_subscriptions', ['id'], {
  where: `"subscription_id" IS NOT NULL AND ("state" = 'refunded' OR "cancelled_at" IS NOT NULL)`,
})
@Index('orders_past_due_subscriptions', ['id'], {
  where: '"subscription_id" IS NOT NULL AND "past_due_at" IS NOT NULL',
})
@Index('orders_created_block', { synchronize: false })
@Index('orders_updated_block', { synchronize: false })
@Index('orders_metadata', { synchronize: false })
@Index('orders_external_text', { synchronize: false })
@Index('orders_subscription_text', { synchronize: false })
@Index('orders_pairs', { synchronize: false })
@Check('orders_total_positive', '"total" >= 0')
@Check('orders_refunded_positive', '"refunded" >= 0')
export class Order {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'orders_pkey' })
  id!: number;

  @Index('orders_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ type: 'varchar', length: 64, default: MANUAL_SHOP })
  shop!: string;

  /** The shop's id of the order. */
  @Column({ name: 'external_id', type: 'varchar', length: 255, nullable: true })
  externalId!: string | null;

  /** The shop's id of the subscription. */
  @Column({ name: 'subscription_id', type: 'varchar', length: 255, nullable: true })
  subscriptionId!: string | null;

  /** The shop's id of the customer. */
  @Column({ name: 'customer_external_id', type: 'varchar', length: 255, nullable: true })
  customerExternalId!: string | null;

  /** Null after the customer was deleted. */
  @Column({ name: 'customer_id', type: 'bigint', nullable: true })
  customerId!: number | null;

  @ManyToOne(() => Customer, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'customer_id', foreignKeyConstraintName: 'orders_customer_fkey' })
  customer?: Relation<Customer> | null;

  /** Follows from the dates below and the lines. */
  @Column({ type: 'varchar', length: 32 })
  state!: OrderState;

  /** ISO 4217; null for an order without prices. */
  @Column({ type: 'varchar', length: 3, nullable: true })
  currency!: string | null;

  /** Sum of the lines, in the currency's smallest unit. */
  @Column({ type: 'bigint', nullable: true })
  total!: number | null;

  /** Amount that was paid back, in the currency's smallest unit. */
  @Column({ type: 'bigint', default: 0 })
  refunded!: number;

  /** End of the paid period of a subscription; null for a single payment. */
  @Column({ name: 'period_end', type: 'timestamptz', precision: 3, nullable: true })
  periodEnd!: Date | null;

  @Column({ name: 'past_due_at', type: 'timestamptz', precision: 3, nullable: true })
  pastDueAt!: Date | null;

  /** When the licenses of an order that is past due are suspended; null if never, or if they are already. */
  @Column({ name: 'suspend_at', type: 'timestamptz', precision: 3, nullable: true })
  suspendAt!: Date | null;

  @Column({ name: 'cancelled_at', type: 'timestamptz', precision: 3, nullable: true })
  cancelledAt!: Date | null;

  /** When a cancelled order ended before the end of its period; null if it did not. */
  @Column({ name: 'ended_at', type: 'timestamptz', precision: 3, nullable: true })
  endedAt!: Date | null;

  /** Length of the newest period in ISO 8601, such as `P1M`; null without one. */
  @Column({ name: 'billing_interval', type: 'varchar', length: 16, nullable: true })
  interval!: string | null;

  @Column({ name: 'disputed_at', type: 'timestamptz', precision: 3, nullable: true })
  disputedAt!: Date | null;

  @Column({ type: 'jsonb', default: {} })
  metadata!: object;

  /** Whether the buyer gets e-mails about the order and its licenses. */
  @Column({ name: 'sends_mail', type: 'boolean', default: true })
  sendsMail!: boolean;

  /** Read by the former release only. Dropped in the next one. */
  @Column({ name: 'applied_events', type: 'jsonb', default: {}, select: false })
  appliedEvents?: object;

  @OneToMany('OrderLine', 'order')
  lines?: Relation<OrderLine>[];

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}
