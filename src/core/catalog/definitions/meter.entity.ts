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

/** Kinds of meters: `consumed` ones are used up and renewed, `held` ones are given back. */
export const METER_KINDS = ['consumed', 'held'] as const;
export type MeterKind = (typeof METER_KINDS)[number];

/** Something that licenses of a product use in amounts, declared before policies and licenses limit it. */
@Entity('meters')
@Index('meters_code_unique', ['productId', 'code'], { unique: true })
@Index('meters_product', ['productId', 'id'])
@Index('meters_code', ['code'])
@Check('meters_kind_known', `"kind" IN ('consumed', 'held')`)
@Check(
  'meters_decimals_of_credit',
  `"decimals" IS NULL OR ("decimals" >= 0 AND "decimals" <= 6 AND "kind" = 'consumed')`,
)
export class Meter {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'meters_pkey' })
  id!: number;

  @Index('meters_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'product_id', type: 'bigint' })
  productId!: number;

  @ManyToOne(() => Product, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'product_id', foreignKeyConstraintName: 'meters_product_fkey' })
  product?: Relation<Product>;

  @Column({ type: 'varchar', length: 64 })
  code!: string;

  @Column({ type: 'varchar', length: 255 })
  name!: string;

  /** Unit that is counted, e.g. "exports". */
  @Column({ type: 'varchar', length: 64, nullable: true })
  unit!: string | null;

  /** Amounts of a `held` meter are returned, those of a `consumed` one are not. */
  @Column({ type: 'varchar', length: 16 })
  kind!: MeterKind;

  /** Decimals of a credit, whose amounts are stored as whole numbers of its smallest part; null for a meter. */
  @Column({ type: 'smallint', nullable: true })
  decimals!: number | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}
