import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Up to which time the verification log was searched for anomalies. */
@Entity('anomaly_scans')
export class AnomalyScan {
  @PrimaryColumn({ type: 'varchar', length: 32, primaryKeyConstraintName: 'anomaly_scans_pkey' })
  log!: string;

  @Column({ name: 'scanned_until', type: 'timestamptz', precision: 3 })
  scannedUntil!: Date;
}
