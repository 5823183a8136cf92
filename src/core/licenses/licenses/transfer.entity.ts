import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { License } from './license.entity';

/** A deactivation by a program of a license with limited transfers. Kept for as long as it counts. */
@Entity('transfers')
@Index('transfers_license', ['licenseId', 'at'])
export class Transfer {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'transfers_pkey' })
  id!: number;

  @Column({ name: 'license_id', type: 'bigint' })
  licenseId!: number;

  @ManyToOne(() => License, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'transfers_license_fkey' })
  license?: Relation<License>;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
