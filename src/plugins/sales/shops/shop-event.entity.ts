import {
  Column,
  Entity,
  Generated,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { ShopSale } from './shop-sale.entity';
import { Shop } from './shop.entity';

/**
 * `pending`: in the queue. `done`: applied. `ignored`: without a meaning for licenses. `waiting`: about a sale whose payment has not
 * arrived. `unmapped`: it lacks something, such as a mapping. `failed`: not tried again.
 */
export const SHOP_EVENT_STATES = ['pending', 'done', 'ignored', 'waiting', 'unmapped', 'failed'] as const;
export type ShopEventState = (typeof SHOP_EVENT_STATES)[number];

/** States in which an event needs somebody to act. */
export const ATTENTION_STATES = ['unmapped', 'failed'] as const satisfies readonly ShopEventState[];

/** An event of a shop whose signature is valid. */
@Entity('shop_events')
@Index('shop_events_external_unique', ['shopId', 'externalId'], { unique: true })
@Index('shop_events_state', ['shopId', 'state', 'id'])
@Index('shop_events_shop', ['shopId', 'id'])
@Index('shop_events_sale', ['saleId'])
@Index('shop_events_due', ['dueAt'], { where: `"state" = 'pending'` })
export class ShopEvent {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'shop_events_pkey' })
  id!: number;

  @Index('shop_events_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'shop_id', type: 'bigint' })
  shopId!: number;

  @ManyToOne(() => Shop, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'shop_id', foreignKeyConstraintName: 'shop_events_shop_fkey' })
  shop?: Relation<Shop>;

  /** The shop's id, or the SHA-256 of the body. */
  @Column({ name: 'external_id', type: 'varchar', length: 255 })
  externalId!: string;

  @Column({ type: 'varchar', length: 255 })
  type!: string;

  /** The shop's time. */
  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  @Column({ type: 'jsonb' })
  payload!: object;

  /** Facts that were applied, or that wait: see `SaleFact`. */
  @Column({ type: 'jsonb', nullable: true })
  facts!: object[] | null;

  /** Whether the order follows the facts, also in part: of an unmapped event, items may be left. */
  @Column({ name: 'is_applied', type: 'boolean', default: false })
  isApplied!: boolean;

  @Column({ name: 'sale_id', type: 'bigint', nullable: true })
  saleId!: number | null;

  @ManyToOne(() => ShopSale, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'sale_id', foreignKeyConstraintName: 'shop_events_sale_fkey' })
  sale?: Relation<ShopSale> | null;

  @Column({ type: 'varchar', length: 16 })
  state!: ShopEventState;

  /** For a person; null for an event that is done. */
  @Column({ type: 'varchar', length: 1000, nullable: true })
  reason!: string | null;

  /** Failed tries. */
  @Column({ type: 'integer', default: 0 })
  failures!: number;

  @Column({ name: 'due_at', type: 'timestamptz', precision: 3 })
  dueAt!: Date;

  @Column({ name: 'received_at', type: 'timestamptz', precision: 3 })
  receivedAt!: Date;

  @Column({ name: 'processed_at', type: 'timestamptz', precision: 3, nullable: true })
  processedAt!: Date | null;
}
