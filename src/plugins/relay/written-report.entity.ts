import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReportedUsage } from './report-claims';

/** A usage report that this relay has written. Each has the hash of the one before. Empty on the vendor's server. */
@Entity('relay_written_reports')
@Check('relay_written_reports_seq_positive', '"seq" > 0')
export class WrittenReport {
  /** From 1, without gaps. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'relay_written_reports_pkey' })
  seq!: number;

  /** A compact JWS. */
  @Column({ type: 'varchar', length: 262_144 })
  report!: string;

  /** Use of each meter in all, from which the next report counts. */
  @Column({ type: 'jsonb' })
  meters!: ReportedUsage['meters'];

  @Column({ name: 'from_at', type: 'timestamptz', precision: 3 })
  fromAt!: Date;

  @Column({ name: 'to_at', type: 'timestamptz', precision: 3 })
  toAt!: Date;

  /** When the vendor's server took it; null for one that was exported. */
  @Column({ name: 'sent_at', type: 'timestamptz', precision: 3, nullable: true })
  sentAt!: Date | null;
}
