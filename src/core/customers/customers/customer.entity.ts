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
import type { Sorts } from '../../common/pagination/sorting';
import type { Restorable } from '../../platform/archives/archive.entity';
import { Group } from '../groups/group.entity';
import type { NamedTable } from '../../platform/database/id-or-name';

export const CUSTOMER_SORTS = {
  created_at: { property: 'createdAt' },
  updated_at: { property: 'updatedAt' },
  name: { property: 'name' },
} satisfies Sorts;

export const CUSTOMERS: NamedTable = { table: 'customers', nameColumn: 'reference' };

/** A person or a company that has licenses. */
@Entity('customers')
@Index('customers_email_text', { synchronize: false })
@Index('customers_name_text', { synchronize: false })
@Index('customers_company_text', { synchronize: false })
@Index('customers_name_plain', { synchronize: false })
@Index('customers_company_plain', { synchronize: false })
@Index('customers_pairs', { synchronize: false })
@Index('customers_created', ['createdAt', 'id'])
@Index('customers_updated', ['updatedAt', 'id'])
@Index('customers_name', ['name', 'id'])
@Index('customers_created_block', { synchronize: false })
@Index('customers_updated_block', { synchronize: false })
@Index('customers_metadata', { synchronize: false })
@Index('customers_group', ['groupId', 'id'], { where: '"group_id" IS NOT NULL' })
export class Customer {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'customers_pkey' })
  id!: number;

  @Index('customers_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  /** The archive entry of a deleted customer that can be restored, if it is loaded. */
  archive?: Restorable;

  /** Vendor's identifier for the customer. */
  @Index('customers_reference_unique', { unique: true })
  @Column({ type: 'varchar', length: 255, nullable: true })
  reference!: string | null;

  @Column({ type: 'varchar', length: 255 })
  name!: string;

  /** Lower case. */
  @Index('customers_email')
  @Column({ type: 'varchar', length: 255, nullable: true })
  email!: string | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  company!: string | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  phone!: string | null;

  @Column({ type: 'varchar', length: 2000, default: '' })
  notes!: string;

  @Column({ type: 'jsonb', default: {} })
  metadata!: object;

  /** Since when the customer wants no news by e-mail; null if news are welcome. */
  @Column({ name: 'news_opted_out_at', type: 'timestamptz', precision: 3, nullable: true })
  newsOptedOutAt!: Date | null;

  /** Product of the product-scoped API key that created the customer; null otherwise. */
  @Index('customers_created_for_product')
  @Column({ name: 'created_for_product_id', type: 'bigint', nullable: true })
  createdForProductId!: number | null;

  @ManyToOne('Product', { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'created_for_product_id', foreignKeyConstraintName: 'customers_created_for_product_fkey' })
  createdForProduct?: object | null;

  /** Uid of the group that new licenses of the customer join: answers show it, so that they need no join. */
  @Column({ name: 'group_id', type: 'uuid', nullable: true })
  groupId!: string | null;

  @ManyToOne(() => Group)
  @JoinColumn({ name: 'group_id', referencedColumnName: 'uid', foreignKeyConstraintName: 'customers_group_fkey' })
  group?: Relation<Group> | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}
