import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { License } from '../../../core/licenses';
import type { Terms } from './continuation';

/** A license that payments continue. */
@Entity('continued_licenses')
export class ContinuedLicense {
  @PrimaryColumn({ name: 'license_id', type: 'bigint', primaryKeyConstraintName: 'continued_licenses_pkey' })
  licenseId!: number;

  @OneToOne(() => License, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'continued_licenses_license_fkey' })
  license?: Relation<License>;

  /** The terms before the first of these payments. Dates are ISO 8601. */
  @Column({ type: 'jsonb' })
  base!: Terms;
}
