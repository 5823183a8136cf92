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
import { Policy } from '../../catalog/policies/policy.entity';
import { Product } from '../../catalog/products/product.entity';

/** A supply of pre-made keys of a product. */
@Entity('key_pools')
@Index('key_pools_product', ['productId', 'id'])
@Check('key_pools_keys_left_positive', '"keys_left" >= 0')
export class KeyPool {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'key_pools_pkey' })
  id!: number;

  @Index('key_pools_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Index('key_pools_name_unique', { unique: true })
  @Column({ type: 'varchar', length: 255 })
  name!: string;

  @Column({ name: 'product_id', type: 'bigint' })
  productId!: number;

  @ManyToOne(() => Product, { nullable: false })
  @JoinColumn({ name: 'product_id', foreignKeyConstraintName: 'key_pools_product_fkey' })
  product?: Relation<Product>;

  /** Null: the product's own policy. */
  @Index('key_pools_policy')
  @Column({ name: 'policy_id', type: 'bigint', nullable: true })
  policyId!: number | null;

  @ManyToOne(() => Policy)
  @JoinColumn({ name: 'policy_id', foreignKeyConstraintName: 'key_pools_policy_fkey' })
  policy?: Relation<Policy> | null;

  /** An event is recorded when so many keys are left; null records none. The column has the name that the API gave it first. */
  @Column({ name: 'low_water', type: 'integer', nullable: true })
  warningThreshold!: number | null;

  /** Number of keys that are not drawn. Moved by imports and draws in their transactions. */
  @Column({ name: 'keys_left', type: 'integer', default: 0 })
  keysLeft!: number;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}
