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
import { License } from '../../core/licenses';
import { Relay } from './relay.entity';
import type { ReportedUsage } from './reported-usage';

/** A report of a relay about the use of its pool. */
@Entity('received_reports')
@Index('received_reports_seq_unique', ['relayId', 'seq'], { unique: true })
@Index('received_reports_relay', ['relayId', 'id'])
@Index('received_reports_license', ['licenseId', 'id'])
@Check('received_reports_seq_positive', '"seq" > 0')
@Check('received_reports_times_ordered', '"from_at" <= "to_at"')
export class ReceivedReport {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'received_reports_pkey' })
  id!: number;

  @Index('received_reports_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'relay_id', type: 'bigint' })
  relayId!: number;

  @ManyToOne(() => Relay, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'relay_id', foreignKeyConstraintName: 'received_reports_relay_fkey' })
  relay?: Relation<Relay>;

  @Column({ name: 'license_id', type: 'bigint' })
  licenseId!: number;

  @ManyToOne(() => License, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'received_reports_license_fkey' })
  license?: Relation<License>;

  /** Number of the report, from 1. */
  @Column({ type: 'integer' })
  seq!: number;

  /** SHA-256 of its text; null for a code that was told by telephone, until the report itself comes. */
  @Column({ name: 'hash', type: 'varchar', length: 64, nullable: true })
  textHash!: string | null;

  /** SHA-256 of the report before it; null for the first one. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  prev!: string | null;

  /** Names the data of the relay: other data, such as a copy, have another one. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  boot!: string | null;

  @Column({ name: 'from_at', type: 'timestamptz', precision: 3 })
  fromAt!: Date;

  @Column({ name: 'to_at', type: 'timestamptz', precision: 3 })
  toAt!: Date;

  @Column({ type: 'jsonb' })
  usage!: ReportedUsage;

  @Column({ name: 'received_at', type: 'timestamptz', precision: 3 })
  receivedAt!: Date;
}
