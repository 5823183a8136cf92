import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { License } from './license.entity';
import { KeyPool } from './key-pool.entity';

/** A key of a pool. No license can have it until it is drawn. */
@Entity('pooled_keys')
@Index('pooled_keys_order_unique', ['poolId', 'orderReference'], {
  unique: true,
  where: '"order_reference" IS NOT NULL',
})
@Index('pooled_keys_pool', ['poolId'])
@Index('pooled_keys_left', ['poolId', 'id'], { where: '"drawn_at" IS NULL' })
export class PooledKey {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'pooled_keys_pkey' })
  id!: number;

  @Column({ name: 'pool_id', type: 'bigint' })
  poolId!: number;

  @ManyToOne(() => KeyPool, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'pool_id', foreignKeyConstraintName: 'pooled_keys_pool_fkey' })
  pool?: Relation<KeyPool>;

  @Index('pooled_keys_key_unique', { unique: true })
  @Column({ type: 'varchar', length: 255 })
  key!: string;

  @Column({ name: 'drawn_at', type: 'timestamptz', precision: 3, nullable: true })
  drawnAt!: Date | null;

  /** Order for which it was drawn, if the shop named one. */
  @Column({ name: 'order_reference', type: 'varchar', length: 255, nullable: true })
  orderReference!: string | null;

  /** Null until it is drawn, and once the license is deleted. */
  @Index('pooled_keys_license')
  @Column({ name: 'license_id', type: 'bigint', nullable: true })
  licenseId!: number | null;

  @ManyToOne(() => License, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'pooled_keys_license_fkey' })
  license?: Relation<License> | null;
}
