import {
  Check,
  Column,
  Entity,
  Generated,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { Product } from '../products/product.entity';

/** Types of the value of an entitlement; `choice` is one of a list of texts. */
export const ENTITLEMENT_TYPES = ['flag', 'number', 'text', 'choice'] as const;
export type EntitlementType = (typeof ENTITLEMENT_TYPES)[number];

/** Something that licenses of a product may have, declared before policies and licenses grant it. */
@Entity('entitlements')
@Index('entitlements_code_unique', ['productId', 'code'], { unique: true })
@Index('entitlements_product', ['productId', 'id'])
@Index('entitlements_code', ['code'])
@Check('entitlements_type_known', `"type" IN ('flag', 'number', 'text', 'choice')`)
export class Entitlement {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'entitlements_pkey' })
  id!: number;

  @Index('entitlements_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'product_id', type: 'bigint' })
  productId!: number;

  @ManyToOne(() => Product, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'product_id', foreignKeyConstraintName: 'entitlements_product_fkey' })
  product?: Relation<Product>;

  @Column({ type: 'varchar', length: 64 })
  code!: string;

  @Column({ type: 'varchar', length: 255 })
  name!: string;

  @Column({ type: 'varchar', length: 16 })
  type!: EntitlementType;

  /** Values of type `choice`. */
  @Column({ type: 'text', array: true, default: '{}' })
  choices!: string[];

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}
