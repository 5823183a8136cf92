import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ReportableRule } from '../../catalog/policies/behavior';

const KEY = { primaryKeyConstraintName: 'reported_refusals_pkey' };

/** Calls of a license that a rule would have refused if its policy did more than report it. */
@Entity('reported_refusals')
@Index('reported_refusals_code', ['code', 'licenseId'])
@Index('reported_refusals_age', ['lastAt'])
export class ReportedRefusal {
  // No foreign key: many licenses are written at once, in another order than licenses are locked.
  @PrimaryColumn({ ...KEY, name: 'license_id', type: 'bigint' })
  licenseId!: number;

  @PrimaryColumn({ ...KEY, type: 'varchar', length: 64 })
  code!: ReportableRule;

  @Column({ name: 'first_at', type: 'timestamptz', precision: 3 })
  firstAt!: Date;

  @Column({ name: 'last_at', type: 'timestamptz', precision: 3 })
  lastAt!: Date;

  @Column({ type: 'bigint' })
  count!: number;
}
