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
import { type EntitlementValue, Policy, Product } from '../../../core/catalog';
import { Shop } from './shop.entity';

/** Meaning of the quantity: licenses, seats of one license, or nothing, for an item without licenses. */
export const MAPPING_UNITS = ['license', 'seat', 'none'] as const;
export type MappingUnit = (typeof MAPPING_UNITS)[number];

/** The licenses that an item of a shop gives. */
@Entity('shop_mappings')
@Index('shop_mappings_external_unique', ['shopId', 'externalId'], { unique: true })
@Index('shop_mappings_product', ['productId'])
@Index('shop_mappings_policy', ['policyId'])
export class ShopMapping {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'shop_mappings_pkey' })
  id!: number;

  @Index('shop_mappings_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'shop_id', type: 'bigint' })
  shopId!: number;

  @ManyToOne(() => Shop, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'shop_id', foreignKeyConstraintName: 'shop_mappings_shop_fkey' })
  shop?: Relation<Shop>;

  /** The shop's id of a price, variant or product. */
  @Column({ name: 'external_id', type: 'varchar', length: 255 })
  externalId!: string;

  /** Null for an item without licenses. */
  @Column({ name: 'product_id', type: 'bigint', nullable: true })
  productId!: number | null;

  @ManyToOne(() => Product, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'product_id', foreignKeyConstraintName: 'shop_mappings_product_fkey' })
  product?: Relation<Product> | null;

  /** Null for an item without licenses. */
  @Column({ name: 'policy_id', type: 'bigint', nullable: true })
  policyId!: number | null;

  @ManyToOne(() => Policy, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'policy_id', foreignKeyConstraintName: 'shop_mappings_policy_fkey' })
  policy?: Relation<Policy> | null;

  @Column({ type: 'varchar', length: 16 })
  per!: MappingUnit;

  /** Entitlements that its licenses have besides those of the policy, by code. */
  @Column({ type: 'jsonb', default: {} })
  entitlements!: Readonly<Record<string, EntitlementValue>>;

  /** Whether an upgrade by the item has the term of its policy, and the rest of the old term is added to it. */
  @Column({ name: 'credit_rest', type: 'boolean', default: false })
  creditsRest!: boolean;

  /** Address at which customers buy the item, with `{reference}` for a purchase link; null without one. */
  @Column({ name: 'checkout_url', type: 'varchar', length: 2000, nullable: true })
  checkoutUrl!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}
