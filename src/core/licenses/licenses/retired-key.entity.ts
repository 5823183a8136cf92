import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { License } from './license.entity';

/** A former key of a license. Deleted with it; until then, no license can have this key. */
@Entity('retired_keys')
@Index('retired_keys_license', ['licenseId', 'id'])
@Index('retired_keys_typed_key', { synchronize: false })
@Index('retired_keys_mixed_case_key', { synchronize: false })
export class RetiredKey {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'retired_keys_pkey' })
  id!: number;

  @Column({ name: 'license_id', type: 'bigint' })
  licenseId!: number;

  @ManyToOne(() => License, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'retired_keys_license_fkey' })
  license?: Relation<License>;

  @Index('retired_keys_key_unique', { unique: true })
  @Column({ type: 'varchar', length: 255 })
  key!: string;

  /** Whether the customer replaced the key in the portal, which the policy limits. */
  @Column({ name: 'by_customer', type: 'boolean', nullable: true })
  byCustomer?: boolean | null;

  @Column({ name: 'retired_at', type: 'timestamptz', precision: 3 })
  retiredAt!: Date;

  /** Programs may use the key until then, exclusive. */
  @Column({ name: 'valid_until', type: 'timestamptz', precision: 3 })
  validUntil!: Date;
}
